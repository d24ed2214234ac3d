using System.Globalization;
using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Capture;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>Signing in by plain requests, where the page sends the password as it was typed, and the answer shows who is signed in.</summary>
internal static class SigningIn
{
    // No password is as long as the shortest hash of one in base64, or hardly any; to take one for the other would cost the account a try.
    private const int LongestPlain = 15;

    /// <exception cref="Underivable">Only the page's script can do it.</exception>
    public static Derived Of(Adapter adapter, SignIn signIn, Recording first, DerivingRule rule)
    {
        var shown = new Demonstration(first);
        var deeds = shown.Deeds.Take(new SignInDraft(shown, new Notes()).Count()).ToList();
        if (deeds.Count == 0)
            throw new Underivable("the recording does not show it");
        if (signIn.NeedsPerson is not null)
            throw new Underivable("a person has to read something");
        var values = new TemplateValues();
        values.Set("credential.user", "user");
        values.Set("credential.password", "password");
        var done = LocatedSteps.Done(signIn.Steps, deeds, values).ToList();
        var trace = new Trace(first);
        var setting = new Setting
        {
            Root = adapter.Url,
            Inputs = [],
            Both = new Both(trace, null),
            Done = done,
            Opens = [.. signIn.Steps.OfType<Step.Open>()],
            Givens = Given.Of(done),
            Values = new Dictionary<string, string>(),
            Shown = values,
            From = 0,
            Rule = rule,
        };
        var last = deeds[^1].Action.Index;
        var sent = trace.All.LastOrDefault(t => t.Exchange.Action <= last && !t.Sent.IsGet && HasPassword(t))
            ?? throw new Underivable("no request that was recorded has the password");
        if (IsCoded(sent.Exchange))
            throw new Underivable($"{sent.Asks} sends the password in a coding of the page's script");
        var slice = new Slice(setting);
        var making = slice.Need(sent, "it sends user and password");
        var landing = Landing(trace, sent, last);
        if (landing != sent && making.Of == sent && !sent.IsDocument)
            slice.Need(landing, "it shows who is signed in");
        var pages = trace.All.Where(t => t == landing || (t.IsDocument && t.Exchange.Action == landing.Exchange.Action && t.Exchange.Initiator == "parser"));
        var view = Answering.View(landing) with { Frames = [.. pages.Select(p => p.Page).OfType<FrameView>()] };
        if (view.Frames.Count == 0 || SignReader.Find(signIn.SignedIn, view, values) is null)
            throw new Underivable($"no answer shows that one is signed in ({signIn.SignedIn}): the page's own script does");
        var ordered = slice.Ordered();
        var script = new HttpScript { Exchanges = [.. ordered.Select(m => m.Made())] };
        return Derivation.Checked(script, ordered, adapter with { SignIn = signIn with { Http = script } }, adapter with { SignIn = signIn with { Http = null } });
    }

    /// <summary>The page that came of it: by redirects, or because a script went there after its answer.</summary>
    private static Traced Landing(Trace trace, Traced sent, int last) =>
        trace.All.LastOrDefault(t => t.IsDocument && t.Exchange.Initiator != "parser" && t.Exchange.At > sent.Exchange.At && t.Exchange.Action == last
            && t.Exchange.Status is >= 200 and < 300 && t.Exchange.Window == sent.Exchange.Window) ?? sent;

    private static bool HasPassword(Traced one) => one.Exchange.RequestBody is { } body && Encoding.Latin1.GetString(body).Contains(Secrets.Password, StringComparison.Ordinal);

    /// <summary>By the length that was told of the body before the password was taken out of it.</summary>
    private static bool IsCoded(RecordedExchange exchange)
    {
        var length = exchange.RequestHeaders.FirstOrDefault(h => h.Key.Equals("content-length", StringComparison.OrdinalIgnoreCase)).Value;
        var body = Encoding.Latin1.GetString(exchange.RequestBody!);
        var count = (body.Length - body.Replace(Secrets.Password, "", StringComparison.Ordinal).Length) / Secrets.Password.Length;
        return !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            || (whole - body.Length + (count * Secrets.Password.Length)) / count > LongestPlain;
    }
}
