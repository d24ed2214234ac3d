// MD5 (RFC 1321) of a text in UTF-8.
function md5(text) {
  var s = unescape(encodeURIComponent(text)), n = s.length, words = [], i;
  for (i = 0; i < (((n + 8) >> 6) + 1) * 16; i++) words[i] = 0;
  for (i = 0; i < n; i++) words[i >> 2] |= s.charCodeAt(i) << ((i % 4) * 8);
  words[n >> 2] |= 0x80 << ((n % 4) * 8);
  words[words.length - 2] = n * 8;
  var shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21], a = 1732584193, b = -271733879, c = -1732584194, d = 271733878;
  for (var block = 0; block < words.length; block += 16) {
    var A = a, B = b, C = c, D = d;
    for (i = 0; i < 64; i++) {
      var f, g, round = i >> 4;
      if (round == 0) { f = (b & c) | (~b & d); g = i; }
      else if (round == 1) { f = (d & b) | (~d & c); g = (5 * i + 1) % 16; }
      else if (round == 2) { f = b ^ c ^ d; g = (3 * i + 5) % 16; }
      else { f = c ^ (b | ~d); g = (7 * i) % 16; }
      var sum = (a + f + Math.floor(Math.abs(Math.sin(i + 1)) * 4294967296) + words[block + g]) | 0, r = shifts[round * 4 + i % 4];
      a = d; d = c; c = b;
      b = (b + ((sum << r) | (sum >>> (32 - r)))) | 0;
    }
    a = (a + A) | 0; b = (b + B) | 0; c = (c + C) | 0; d = (d + D) | 0;
  }
  return hex(a) + hex(b) + hex(c) + hex(d);
  function hex(x) { var out = ''; for (var k = 0; k < 4; k++) out += ('0' + ((x >>> (k * 8)) & 255).toString(16)).slice(-2); return out; }
}
