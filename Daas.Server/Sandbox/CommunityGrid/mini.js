// mini 1.0
function byId(id) { return document.getElementById(id); }
function esc(s) { return String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;'); }
function el(html) { var d = document.createElement('div'); d.innerHTML = html; return d.firstChild; }

function send(method, url, body, done) {
  var x = new XMLHttpRequest();
  x.open(method, url, true);
  x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  if (typeof body == 'string') x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8');
  x.onreadystatechange = function () {
    if (x.readyState != 4) return;
    mask(false);
    if (x.status != 200) { toast('网络异常，请稍后重试', true); return; }
    var t = x.responseText;
    if (t.charAt(0) == '{' && JSON.parse(t).code == -1) { alert(JSON.parse(t).msg); location.href = 'login'; return; }
    done(t);
  };
  x.send(body);
}
function ajax(url, params, done) {
  var q = [];
  for (var k in params) q.push(encodeURIComponent(k) + '=' + encodeURIComponent(params[k]));
  send('POST', url, q.join('&'), function (t) { done(JSON.parse(t)); });
}
function getJson(url, done) { send('GET', url, null, function (t) { done(JSON.parse(t)); }); }
function upload(url, box, done) {
  if (!box.files.length) return;
  var f = new FormData();
  f.append('file', box.files[0]);
  send('POST', url, f, function (t) { done(JSON.parse(t)); });
}
// 签名：参数按名称排序后加盐
function signed(url, params, done) {
  var keys = [], parts = [], k;
  params.ts = new Date().getTime();
  for (k in params) if (k != 'sign') keys.push(k);
  keys.sort();
  for (var i = 0; i < keys.length; i++) parts.push(keys[i] + '=' + params[keys[i]]);
  params.sign = md5(parts.join('&') + '&salt=' + APP.salt);
  ajax(url, params, function (r) {
    if (r.code == 401) { toast(r.msg, true); return; }
    done(r);
  });
}
function formValues(box) {
  var p = {}, all = box.querySelectorAll('input,textarea,select');
  for (var i = 0; i < all.length; i++) {
    var e = all[i];
    if (!e.name || e.type == 'file' || (e.type == 'radio' && !e.checked)) continue;
    p[e.name] = e.value;
  }
  return p;
}

function fragment(box, url) {
  box.innerHTML = '<div class="gray">加载中…</div>';
  send('GET', url + (url.indexOf('?') < 0 ? '?' : '&') + '_=' + new Date().getTime(), null, function (t) {
    box.innerHTML = t;
    var s = box.getElementsByTagName('script');
    for (var i = 0; i < s.length; i++) (0, eval)(s[i].text);
  });
}
function openTab(id, title) {
  var panel = byId('p_' + id), i;
  if (!panel) {
    byId('tabs').appendChild(el('<li id="t_' + id + '" onclick="selectTab(\'' + id + '\')">' + title + (id == 'index' ? '' : '<b onclick="closeTab(\'' + id + '\',event)">x</b>') + '</li>'));
    panel = el('<div class="panel" id="p_' + id + '"></div>');
    byId('panels').appendChild(panel);
    fragment(panel, 'tab/' + id);
  }
  selectTab(id);
}
function selectTab(id) {
  var t = byId('tabs').children, p = byId('panels').children;
  for (var i = 0; i < t.length; i++) {
    t[i].className = t[i].id == 't_' + id ? 'on' : '';
    p[i].style.display = p[i].id == 'p_' + id ? '' : 'none';
  }
}
function closeTab(id, e) {
  e.stopPropagation();
  byId('tabs').removeChild(byId('t_' + id));
  byId('panels').removeChild(byId('p_' + id));
  selectTab('index');
}

function openLayer(title, url, width) {
  closeLayer();
  document.body.appendChild(el('<div class="window-mask" id="layerMask"></div>'));
  var w = el('<div class="window" id="layer" style="width:' + width + 'px;left:' + Math.max(0, (document.body.clientWidth - width) / 2) + 'px"><div class="window-header">' + title + '<a href="javascript:;" onclick="closeLayer()">关闭</a></div><div class="window-body"></div></div>');
  document.body.appendChild(w);
  fragment(w.children[1], url);
}
function closeLayer() {
  var ids = ['layer', 'layerMask'], p = document.querySelectorAll('.combo-panel.of-layer'), i;
  for (i = 0; i < p.length; i++) p[i].parentNode.removeChild(p[i]);
  for (i = 0; i < 2; i++) if (byId(ids[i])) document.body.removeChild(byId(ids[i]));
}
function toast(text, bad) {
  var t = el('<div class="toast' + (bad ? ' toast-err' : '') + '">' + esc(text) + '</div>');
  document.body.appendChild(t);
  setTimeout(function () { document.body.removeChild(t); }, 4000);
}
function mask(on) {
  var m = byId('saveMask');
  if (on && !m) document.body.appendChild(el('<div class="window-mask" id="saveMask" style="z-index:700"></div>'));
  if (!on && m) document.body.removeChild(m);
}

// 下拉框：文本框 + 隐藏域 + 列表
function Combo(holder, name, data, width) {
  var box = byId(holder), me = this;
  box.className = 'combo';
  box.innerHTML = '<input type="text" class="combo-text" readonly autocomplete="off" style="width:' + (width - 20) + 'px"><span class="combo-arrow">▼</span><input type="hidden" class="combo-value" name="' + name + '" value="">';
  var panel = el('<div class="combo-panel' + (byId('layer') && byId('layer').contains(box) ? ' of-layer' : '') + '"></div>'), html = '<div class="combobox-item" value="">请选择</div>';
  for (var i = 0; i < data.length; i++) html += '<div class="combobox-item" value="' + data[i].id + '">' + data[i].text + '</div>';
  panel.innerHTML = html;
  document.body.appendChild(panel);
  box.children[0].onclick = box.children[1].onclick = function (e) {
    var r = box.getBoundingClientRect(), open = panel.style.display == 'block';
    hideCombos();
    panel.style.cssText = 'left:' + r.left + 'px;top:' + (r.bottom + window.pageYOffset) + 'px;width:' + width + 'px;display:' + (open ? 'none' : 'block');
    e.stopPropagation();
  };
  panel.onclick = function (e) {
    var v = e.target.getAttribute('value');
    if (v === null) return;
    box.children[0].value = v ? e.target.innerHTML : '';
    box.children[2].value = v;
    hideCombos();
  };
  me.value = function () { return box.children[2].value; };
}
function hideCombos() {
  var p = document.querySelectorAll('.combo-panel');
  for (var i = 0; i < p.length; i++) p[i].style.display = 'none';
}
document.addEventListener('click', hideCombos);

// 表格：表头与数据分为两个 table
function Grid(holder, o) {
  var box = byId(holder), me = this, page = 1, total = 0, query = {};
  var head = '<td style="width:30px"><div class="cell"></div></td>';
  for (var i = 0; i < o.columns.length; i++) head += '<td style="width:' + o.columns[i].width + 'px"><div class="cell">' + o.columns[i].title + '</div></td>';
  box.className = 'datagrid';
  box.innerHTML = '<div class="datagrid-header"><table><tr>' + head + '</tr></table></div><div class="datagrid-body"></div><div class="datagrid-pager"></div>';
  function pages() { return Math.max(1, Math.ceil(total / o.pageSize)); }
  function busy() { box.appendChild(el('<div class="datagrid-mask"></div>')); box.appendChild(el('<div class="datagrid-mask-msg">正在加载，请稍候。。。</div>')); }
  function ready() { var m = box.querySelectorAll('.datagrid-mask,.datagrid-mask-msg'); for (var k = 0; k < m.length; k++) box.removeChild(m[k]); }
  function draw(r) {
    var h = '';
    total = r.total;
    for (var k = 0; k < r.rows.length; k++) {
      h += '<tr><td style="width:30px"><div class="cell">' + ((page - 1) * o.pageSize + k + 1) + '</div></td>';
      for (var c = 0; c < o.columns.length; c++) h += '<td style="width:' + o.columns[c].width + 'px"><div class="cell">' + r.rows[k][o.columns[c].field] + '</div></td>';
      h += '</tr>';
    }
    box.children[1].innerHTML = r.rows.length ? '<table><tbody>' + h + '</tbody></table>' : '<div class="datagrid-empty">' + o.empty + '</div>';
    box.children[2].innerHTML = '<span class="pagination-info">显示' + (r.rows.length ? (page - 1) * o.pageSize + 1 : 0) + '到' + ((page - 1) * o.pageSize + r.rows.length) + ',共' + total + '记录</span>' +
      button('首页', '|&lt;', page > 1) + button('上一页', '&lt;', page > 1) + ' 第 <input type="text" class="pagination-num" value="' + page + '"> 页 共' + pages() + '页 ' + button('下一页', '&gt;', page < pages()) + button('末页', '&gt;|', page < pages()) + button('刷新', 'R', true);
    var b = box.children[2].getElementsByTagName('a'), to = [1, page - 1, page + 1, pages(), page];
    for (k = 0; k < b.length; k++) bind(b[k], to[k]);
    box.children[2].getElementsByTagName('input')[0].onkeydown = function (e) { if (e.keyCode == 13) go(parseInt(this.value, 10) || 1); };
  }
  function button(title, face, on) { return '<a href="javascript:;" title="' + title + '" class="pg' + (on ? '' : ' off') + '">' + face + '</a>'; }
  function bind(a, to) { a.onclick = function () { if (a.className == 'pg') go(to); }; }
  function go(n) {
    var p = { page: Math.min(Math.max(1, n), pages()), rows: o.pageSize };
    page = p.page;
    for (var k in query) p[k] = query[k];
    busy();
    signed(o.url, p, function (r) { ready(); draw(r); });
  }
  me.load = function (q) { query = q; total = 0; page = 1; go(1); };
  me.reload = function () { go(page); };
}
