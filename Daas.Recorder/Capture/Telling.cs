using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>From what frames tell to actions: noise goes, corrections are taken into the action they correct, passwords are known and never kept.</summary>
internal sealed class Telling(ActionLog log, Wire wire, Secrets secrets, Settling settling, CaptureOptions options)
{
    private (RecordedAction Click, bool Stirred)? _touch;
    private string? _user;
    private string? _password;
    private Uri? _signIn;
    private bool _inside;

    /// <summary>The person wants what is done now left out.</summary>
    public bool Paused { get; set; }

    public void Open(CapturedWindow window, DateTimeOffset? at, Uri url)
    {
        if (Paused)
            return;
        Untouch(keep: _touch is { Stirred: true });
        Add(new RecordedAction.Open(url) { Window = window.Name, At = at ?? log.Last?.At ?? DateTimeOffset.UnixEpoch }, window);
    }

    public void Signal(RecordedSignal signal)
    {
        if (Paused)
            return;
        Untouch(keep: true);
        log.Signal(signal);
    }

    public void Exchanged(Hop hop)
    {
        if (_touch is { } touch && hop.At >= touch.Click.At && hop.Type is "xhr" or "fetch" or "document")
            Untouch(keep: true);
    }

    public void On(CapturedWindow window, string document, Told told)
    {
        if (told.Kind == "secret")
        {
            secrets.Tell(Field(document, told), told.Text("name") ?? "", told.Text("value") ?? "");
            return;
        }

        var account = told.Kind == "fill" && told.Page is { } form && IsSignIn(form);
        if (told.Kind == "fill")
            HearAccount(window, document, told, account);
        if (told.Page is not { } seen)
            return;
        _inside |= (_signIn is not null || options.State is not null) && !seen.Frames.Any(f => f.Html.Contains("type=\"password\"", StringComparison.OrdinalIgnoreCase));
        if (Paused)
            return;
        var shown = seen.Inside(window);
        var target = told.Mark(shown.Frame, secrets);
        Untouch(keep: _touch is { Stirred: true } touch && !(told.Kind == "fill" && touch.Click.Target?.Id == target?.Id));
        if (told.Kind == "fill" ? Corrects(window, target, told, account) : told.Kind == "click" && Doubles(window, target, told))
            return;
        if (Action(window, told, account) is not { } action)
            return;
        action = action with
        {
            At = told.Began,
            Window = window.Name,
            Target = target,
            Before = log.Keep(window, shown, target).Id,
        };
        if (told.Kind == "touch")
            _touch = (action, false);
        else
            Add(action, window);
        if (told.Kind == "choose")
            foreach (var option in told.Data.GetProperty("options").EnumerateArray().Skip(1))
                Add(Choice(option) with { At = action.At, Window = action.Window, Target = target, Before = action.Before }, window);
    }

    /// <summary>The page changed where it is seen.</summary>
    public void Stirred()
    {
        if (_touch is { } touch)
            _touch = (touch.Click, true);
    }

    private RecordedAction? Action(CapturedWindow window, Told told, bool account) => told.Kind switch
    {
        "click" => new RecordedAction.Click(told.Data.GetProperty("count").GetInt32()),
        "touch" => new RecordedAction.Click(1),
        "fill" => new RecordedAction.Fill(Text(told, account), told.Flag("secret"), wire.Asked(window, told.Began, told.At)),
        "choose" when told.Data.GetProperty("options").GetArrayLength() > 0 => Choice(told.Data.GetProperty("options")[0]),
        "check" => new RecordedAction.Check(told.Flag("on")),
        "press" => new RecordedAction.Press(told.Text("key")!),
        "hover" => new RecordedAction.Hover(),
        "upload" => new RecordedAction.Upload(Files(told)),
        "pick" => new RecordedAction.Pick(),
        _ => null,
    };

    private static RecordedAction.Choose Choice(System.Text.Json.JsonElement option) =>
        new(option.GetProperty("words").GetString()!, option.GetProperty("value").GetString());

    private string? Text(Told told, bool account) =>
        told.Flag("secret") ? null
        : account && told.Flag("isUser") ? Secrets.User
        : secrets.Clean(told.Text("text") ?? "");

    private IReadOnlyList<RecordedFile> Files(Told told)
    {
        var files = new List<RecordedFile>();
        foreach (var file in told.Data.GetProperty("files").EnumerateArray())
        {
            var type = file.GetProperty("type").GetString();
            files.Add(new RecordedFile(file.GetProperty("name").GetString()!, type is { Length: > 0 } ? type : "application/octet-stream", file.GetProperty("data").GetBytesFromBase64()));
            wire.Uploaded(files[^1]);
        }

        return files;
    }

    // Until something was done on a page without a password, or where it was done before: once inside, forms for users ask for a name and a password too.
    private bool IsSignIn(ShownPage page) => !_inside || PlaceOf(page) == _signIn;

    // With its query: where one script serves all pages, that alone tells them apart.
    private static Uri PlaceOf(ShownPage page) => page.Frames[Math.Min(page.Frame, page.Frames.Count - 1)].Url;

    // Who typed a name beside a password gave an account.
    private void HearAccount(CapturedWindow window, string document, Told told, bool account)
    {
        if (!account)
        {
            if (told.Flag("secret"))
                secrets.Settle(Field(document, told));
            return;
        }

        if (told.Flag("isUser") && told.Text("text") is { Length: > 0 } name)
        {
            _user = name;
        }
        else if (told.Flag("secret"))
        {
            _password = secrets.Settle(Field(document, told));
            _signIn = PlaceOf(told.Page!);
            if (told.Data.TryGetProperty("user", out var user) && user.ValueKind == System.Text.Json.JsonValueKind.Object)
            {
                if (user.TryGetProperty("value", out var value) && value.GetString() is { Length: > 0 } beside)
                {
                    _user = beside;
                    Mark(log.FillOf(window.Name, user.GetProperty("id").GetString()!));
                }
                else if (_user is null && log.LastFill is { Text: { } typed } earlier)
                {
                    // In two steps: the name on the page before.
                    _user = typed;
                    Mark(earlier);
                }
            }
            else
            {
                // One of several: a password that is being changed.
                _password = null;
            }
        }
        else
        {
            return;
        }

        if (_user is null)
            return;
        secrets.TellUser(_user);
        if (_password is not null)
            options.Typed?.Invoke(new TypedCredential(_user, _password));
    }

    private void Mark(RecordedAction.Fill? fill)
    {
        if (fill is not null && fill.Text != Secrets.User)
            log.Change(fill with { Text = Secrets.User });
    }

    // Typing again into the same field, with nothing but typing in between, is one typing.
    private bool Corrects(CapturedWindow window, ElementMark? target, Told told, bool account)
    {
        if (target is null || log.FillOf(window.Name, target.Id) is not { } fill || !log.OnlyTyped(fill.Index))
            return false;
        log.Change(fill with { Text = Text(told, account), Keys = fill.Keys || wire.Asked(window, told.Began, told.At) });
        settling.Acted(window);
        return true;
    }

    // The first of two clicks was told by itself; where it had consequences of its own, the second is another.
    private bool Doubles(CapturedWindow window, ElementMark? target, Told told)
    {
        if (told.Data.GetProperty("count").GetInt32() != 2 || log.Last is not RecordedAction.Click click || click.Window != window.Name || click.Target?.Id != target?.Id)
            return false;
        if (log.Caused(click))
            return false;
        log.Change(click with { Count = 2 });
        settling.Acted(window);
        return true;
    }

    private void Untouch(bool keep)
    {
        if (_touch is not { } touch)
            return;
        _touch = null;
        if (keep)
            log.Add(touch.Click);
    }

    private void Add(RecordedAction action, CapturedWindow window)
    {
        log.Add(action);
        settling.Acted(window);
    }

    private static string Field(string document, Told told) =>
        $"{document}/{(told.Kind == "secret" ? told.Text("field") : told.Data.GetProperty("mark").GetProperty("id").GetString())}";
}
