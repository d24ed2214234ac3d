using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Finding;
using Daas.Core.Runs;

namespace Daas.Runtime.HttpPath.Forms;

/// <summary>The fields that a form sends, in the order a browser sends them.</summary>
internal static class FormFields
{
    private static readonly FileContent NoFile = new("", "application/octet-stream", []);

    public static Fallible<IReadOnlyList<FormEntry>> Of(FormOrder order, WebCharset charset)
    {
        List<IElement> controls = order is { Form: { } form, Frame: { } frame } ? Controls.Of(form, frame) : [];
        var changes = new FieldChanges(order, controls);
        if (changes.Read() is { } error)
            return error;
        if (order.Button is { } button && !controls.Contains(button))
            controls.Add(button);
        var entries = new List<FormEntry>();
        var files = new HashSet<string>();
        foreach (var control in controls)
        {
            if (IsSent(control, changes))
                Add(control, order, changes, charset, files, entries);
        }

        foreach (var (name, value) in changes.Added)
        {
            var at = entries.FindIndex(entry => entry.Name == name);
            if (at >= 0)
                entries[at] = new FormEntry(name, value);
            else
                entries.Add(new FormEntry(name, value));
        }

        foreach (var (name, file) in order.Files.Where(file => !files.Contains(file.Key)))
            entries.Add(new FormEntry(name, file.Name) { File = file });
        entries.RemoveAll(entry => order.Drop.Contains(entry.Name));
        return Fallible<IReadOnlyList<FormEntry>>.Of(entries);
    }

    private static bool IsSent(IElement control, FieldChanges changes)
    {
        if (changes.Sets(control) || changes.IsPressed(control))
            return true;
        if (Controls.IsButton(control) || Controls.IsDisabled(control) || control.Closest("datalist") is not null)
            return false;
        return !Controls.IsTick(control) || changes.IsChecked(control);
    }

    private static void Add(IElement control, FormOrder order, FieldChanges changes, WebCharset charset, HashSet<string> files, List<FormEntry> entries)
    {
        var name = control.GetAttribute("name") ?? "";
        var type = Controls.TypeOf(control);
        if (type == "image")
        {
            var prefix = name.Length > 0 ? $"{name}." : "";
            entries.Add(new FormEntry($"{prefix}x", Middle(control, "width")));
            entries.Add(new FormEntry($"{prefix}y", Middle(control, "height")));
            return;
        }

        if (name.Length == 0)
            return;
        switch (type)
        {
            case "select":
                foreach (var option in changes.Chosen((IHtmlSelectElement)control).Where(option => !Controls.IsDisabledOption(option)))
                    entries.Add(new FormEntry(name, Controls.ValueOf(option)));
                break;
            case "checkbox" or "radio":
                if (changes.IsChecked(control))
                    entries.Add(new FormEntry(name, Controls.Value(control)));
                break;
            case "file":
                var file = files.Add(name) && order.Files.TryGetValue(name, out var given) ? given : NoFile;
                entries.Add(new FormEntry(name, file.Name) { File = file });
                break;
            case "submit":
                // Without a value a browser sends the words it shows.
                entries.Add(new FormEntry(name, changes.ValueOf(control) ?? control.GetAttribute("value") ?? (control is IHtmlInputElement ? "提交" : "")));
                break;
            case "hidden" when name.Equals("_charset_", StringComparison.OrdinalIgnoreCase):
                entries.Add(new FormEntry(name, charset.Name));
                break;
            default:
                entries.Add(new FormEntry(name, changes.ValueOf(control) ?? Controls.Value(control)));
                break;
        }
    }

    /// <summary>Where a click in the middle of the picture falls, as far as its markup says.</summary>
    private static string Middle(IElement image, string side) =>
        int.TryParse(image.GetAttribute(side), NumberStyles.Integer, CultureInfo.InvariantCulture, out var length) && length > 1
            ? (length / 2).ToString(CultureInfo.InvariantCulture) : "1";
}
