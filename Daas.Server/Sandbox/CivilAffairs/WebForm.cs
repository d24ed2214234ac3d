using System.Text;

namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary>Builds the one form of a page: every control written through it is registered as an event that the next post may raise.</summary>
internal sealed class WebForm(string page, Session session, ViewStateSeal seal, Wording wording)
{
    private readonly List<string> _events = [];

    internal Dictionary<string, string> State { get; } = [];

    internal string Button(string id, string word, string more = "")
    {
        _events.Add(id + "|");
        return $"""<input type="submit" name="{id}" value="{wording[word]}" id="{id}" class="btn"{more} />""";
    }

    internal string Link(string target, string argument, string text)
    {
        _events.Add($"{target}|{argument}");
        return $"""<a href="javascript:__doPostBack('{target}','{argument}')">{text}</a>""";
    }

    /// <param name="first">The text of the option with the empty value.</param>
    internal string Select(string id, string first, IEnumerable<string> options, string selected, bool postsBack = false)
    {
        var change = "";
        if (postsBack)
        {
            _events.Add(id + "|");
            change = $""" onchange="javascript:setTimeout('__doPostBack(\'{id}\',\'\')', 0)" """.TrimEnd();
        }

        var html = new StringBuilder($"""<select name="{id}"{change} id="{id}">""").AppendLine();
        foreach (var (value, text) in options.Select(o => (o, o)).Prepend(("", first)))
        {
            _events.Add($"{id}|{value}");
            html.AppendLine($"""    <option{(value == selected ? " selected=\"selected\"" : "")} value="{value}">{text}</option>""");
        }

        return html.Append("</select>").ToString();
    }

    internal static string Input(string id, string value, int width = 120, string type = "text") =>
        $"""<input name="{id}" type="{type}" value="{PageFile.Text(value)}" id="{id}" class="txt" style="width:{width}px;" />""";

    /// <summary>The whole form around its body, with the sealed fields that describe it.</summary>
    internal string Close(string body)
    {
        var state = seal.SealState(page, session, State);
        return $$"""
            <form name="form1" method="post" action="{{page}}" id="form1">
            <div>
            <input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
            <input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
            <input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{{state}}" />
            </div>
            <script type="text/javascript">
            //<![CDATA[
            var theForm = document.forms['form1'];
            function __doPostBack(eventTarget, eventArgument) {
                if (!theForm.onsubmit || (theForm.onsubmit() != false)) {
                    theForm.__EVENTTARGET.value = eventTarget;
                    theForm.__EVENTARGUMENT.value = eventArgument;
                    theForm.submit();
                }
            }
            //]]>
            </script>
            <div>
            <input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="{{Generator(page)}}" />
            <input type="hidden" name="__EVENTVALIDATION" id="__EVENTVALIDATION" value="{{seal.SealEvents(state, _events)}}" />
            </div>
            {{body}}
            </form>
            """;
    }

    private static string Generator(string page) => page.Aggregate(5381u, (hash, c) => (hash * 33) ^ c).ToString("X8");
}
