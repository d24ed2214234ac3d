using Daas.Core.Adapters;

namespace Daas.Core.Tests.Adapters;

public sealed class HttpRuleTests
{
    [Fact]
    public void Every_kind_of_request_is_read_and_written_again()
    {
        var files = With("""
              exchanges:
                - get: /residents.aspx?s=${street}
                  read:
                    token: { css: 'input[name^=CSRF_]', attribute: name, optional: true }
                    unit: { find: { row: '${name}', role: link }, attribute: onclick, pattern: '(\d+)' }
                    sign: { script: "sign = '([0-9a-f]+)'" }
                - submit: '#form1'
                  button: '#btnQuery'
                  set: { '${token}': '1', txtName: '${name}' }
                  drop: [__EVENTTARGET]
                  headers: { X-Sign: '${sign}' }
                - post: /count
                  json: '{"name": "${name}"}'
                  aside: true
                  when: name
                  make: { ts: { now: milliseconds }, mark: { md5: '${name}&${ts}', upper: true } }
                - follow: { role: link, name: 打开 }
                  frames: true
              next:
                - get: /residents.aspx?p=${page}
              parallel: 4
            """);
        var adapter = AdapterReader.Read("civil-affairs", files).Adapter!;
        var http = adapter.Find("find-residents")!.Http!;
        Assert.Equal(4, http.Exchanges.Count);
        Assert.Equal("1", http.Exchanges[1].Set["${token}"].Source);
        Assert.True(http.Exchanges[2] is ExchangeTemplate.Post { Aside: true, Json: not null });
        Assert.Equal("sign", http.Exchanges[0].Read[2].Name);
        Assert.Equal(4, http.Parallel);
        Assert.Equal(["ts", "mark"], http.Exchanges[2].Make.Select(m => m.Name));
        var again = AdapterReader.Read("civil-affairs", AdapterWriter.Write(adapter)).Adapter!;
        Assert.Equal(http, again.Find("find-residents")!.Http);
        var first = http.Exchanges[0].Line;
        Assert.True(first > 0);
        Assert.Equal([0, 5, 10, 15], http.Exchanges.Select(e => e.Line - first).ToArray());
    }

    [Theory]
    [InlineData("exchanges:\n    - get: /r.aspx?n=${name}", "do not use the input 'street'")]
    [InlineData("exchanges:\n    - fetch: /r.aspx", "'fetch' is not a request")]
    [InlineData("exchanges:\n    - get: /r.aspx?n=${name}&s=${street}\n      json: '{}'", "unknown key 'json'")]
    [InlineData("exchanges:\n    - get: /r?n=${name}&s=${street}\n      read: { a: { css: b, json: $.c } }", "a value has one source")]
    [InlineData("exchanges:\n    - post: /r?n=${name}&s=${street}\n      json: '{}'\n      set: { a: b }", "a request with a body of its own has no fields")]
    [InlineData("exchanges:\n    - post: /r?n=${name}&s=${street}\n      set: { '${a': b }", "opens a ${ that is not closed")]
    [InlineData("exchanges:\n    - post: /r?n=${name}&s=${street}\n      set: { '${mark}': b }", "${mark} is neither an input nor read")]
    [InlineData("exchanges:\n    - get: /r?n=${name}&s=${street}\n  next:\n    - submit: form\n  parallel: 2", "only where 'next' is one get without a form")]
    [InlineData("exchanges:\n    - get: /r?n=${name}&s=${street}\n      commit: true", "a pull must not commit")]
    [InlineData("exchanges:\n    - post: /r?n=${name}&s=${street}\n      files: { doc: name }", "input 'name' is not of type file")]
    public void A_wrong_section_says_where_and_what(string http, string expected)
    {
        var reading = AdapterReader.Read("civil-affairs", With("  " + http));
        Assert.Null(reading.Adapter);
        Assert.Contains(reading.Problems, p => p.ToString().Contains(expected, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> With(string http)
    {
        var text = Scripts.Good["find-residents.yaml"];
        var at = text.IndexOf("http:", StringComparison.Ordinal);
        return new(Scripts.Good) { ["find-residents.yaml"] = text[..at] + "http:\n" + http + "\n" };
    }
}
