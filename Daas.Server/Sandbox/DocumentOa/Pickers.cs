namespace Daas.Server.Sandbox.DocumentOa;

/// <summary>The windows that fill a field of the window that opened them.</summary>
internal static class Pickers
{
    /// <summary><c>pickUnit.do?key=…</c>: a search by GET, its Chinese in the query string in GB18030, and a list of links.</summary>
    internal static Reply Units(DocumentOaSystem system, Call call)
    {
        var key = call.Query["key"].Trim();
        var found = OfficeDirectory.Units.Where(u => u.Name.Contains(key, StringComparison.Ordinal)).ToList();
        var rows = found.Select(u => $"<tr><td align=center>{u.Id}<td><a href=\"javascript:choose('{u.Id}','{u.Name}')\">{u.Name}</a>\r\n");
        return system.File("pickUnit", ("key", PageFile.Text(key)), ("rows", found.Count == 0 ? "<tr><td colspan=2 align=center>无此单位" : string.Concat(rows)));
    }

    /// <summary><c>pickPerson.do</c>: a tree of departments, folded, with radio buttons in it.</summary>
    internal static Reply People(DocumentOaSystem system) => system.File("pickPerson", ("tree", string.Concat(
        OfficeDirectory.People.GroupBy(p => p.Department).Select((department, at) => $"""
        <div class="node"><a href="javascript:fold('d{at}')"><span id="s_d{at}">[+]</span> {department.Key}</a></div>
        <div id="d{at}" style="display:none;padding-left:24px">{string.Concat(department.Select(Choice))}</div>

        """))));

    private static string Choice(Clerk p) => $"<input type=radio name=\"person\" id=\"{p.Id}\" value=\"{p.Id}|{p.Name}\"><label for=\"{p.Id}\">{p.Name}</label><br>";
}
