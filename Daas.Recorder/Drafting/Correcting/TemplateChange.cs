using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Correcting;

/// <summary>What a template is read as: a value put into it stands for itself in each in another way.</summary>
internal enum TemplateUse
{
    Text,
    Address,
    Json,
    Pattern,
}

/// <summary>Changes every template of an operation, and every place that names an input.</summary>
/// <param name="change">Of a template.</param>
/// <param name="named">Of the bare name of an input; null: it is named no more.</param>
internal sealed class TemplateChange(Func<Template, TemplateUse, Template> change, Func<string, string?> named)
{
    public Operation Of(Operation operation) => operation with
    {
        Steps = [.. operation.Steps.Select(Of)],
        Output = operation.Output is { } output ? Of(output) : null,
        Applied = Of(operation.Applied),
        Rejected = Of(operation.Rejected),
        NotFound = Of(operation.NotFound),
        Verify = operation.Verify is { } verify ? verify with { With = Of(verify.With), Expect = Of(verify.Expect) } : null,
        Http = operation.Http is { } http ? http with { Exchanges = [.. http.Exchanges.Select(Of)], Next = [.. http.Next.Select(Of)] } : null,
    };

    public Step Of(Step step)
    {
        Step changed = step switch
        {
            Step.Open open => open with { Url = Of(open.Url, TemplateUse.Address) },
            Step.Fill fill => fill with { Field = Of(fill.Field), With = Of(fill.With) },
            Step.Choose choose => choose with { Field = Of(choose.Field), Option = Of(choose.Option), From = choose.From is { } from ? Of(from) : null },
            Step.Check check => check with { Box = Of(check.Box), To = Of(check.To) },
            Step.Click click => click with { Target = Of(click.Target) },
            Step.Press press => press with { In = press.In is { } field ? Of(field) : null },
            Step.Hover hover => hover with { Target = Of(hover.Target) },
            Step.Upload upload => upload with { Field = Of(upload.Field), File = named(upload.File) ?? upload.File },
            Step.Download download => download with
            {
                Target = download.Target is { } target ? Of(target) : null,
                Url = download.Url is { } url ? Of(url, TemplateUse.Address) : null,
            },
            Step.Answer answer => answer with { Says = Of(answer.Says), With = answer.With is { } with ? Of(with) : null },
            Step.InWindow window => window with { Has = Of(window.Has), Steps = [.. window.Steps.Select(Of)] },
            Step.WaitFor wait => wait with { Sign = Of(wait.Sign)! },
            Step.Read read => read with { Target = Of(read.Target) },
            Step.Evaluate evaluate => evaluate with { Frame = evaluate.Frame is { } frame ? Of(frame) : null },
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };
        return changed with { When = changed.When is { } when ? named(when) : null };
    }

    public Locator Of(Locator locator) => new([.. locator.Ways.Select(Of)]);

    private Way Of(Way way) => way with
    {
        Label = Maybe(way.Label),
        Name = Maybe(way.Name),
        Text = Maybe(way.Text),
        Css = Maybe(way.Css),
        XPath = Maybe(way.XPath),
        Value = Maybe(way.Value),
        Title = Maybe(way.Title),
        Placeholder = Maybe(way.Placeholder),
        Header = Maybe(way.Header),
        Row = Maybe(way.Row),
        Within = way.Within is { } within ? Of(within) : null,
        Frame = way.Frame is { } frame ? Of(frame) : null,
    };

    private Output Of(Output output) => output with
    {
        Rows = output.Rows switch
        {
            RowSource.Table table => table with { Skip = Of(table.Skip) },
            RowSource.Each each => each with { Skip = Of(each.Skip) },
            RowSource.Json json => json with { From = Of(json.From) },
            RowSource.File file => file with { Skip = Of(file.Skip) },
            null => null,
            _ => throw new ArgumentOutOfRangeException(nameof(output), output.Rows, null),
        },
        Record = output.Record is { } record ? record with { From = Of(record.From) } : null,
        Empty = Of(output.Empty),
        Next = output.Next is { } next ? Of(next) : null,
        Paging = output.Paging with { Open = Maybe(output.Paging.Open, TemplateUse.Address) },
    };

    private Sign? Of(Sign? sign) => sign is null ? null : new Sign([.. sign.AnyOf.Select(a => a with
    {
        Text = Of(a.Text),
        Alert = Of(a.Alert),
        Url = Of(a.Url),
        Title = Of(a.Title),
        Is = Of(a.Is),
    })]);

    private ExchangeTemplate Of(ExchangeTemplate exchange)
    {
        ExchangeTemplate changed = exchange switch
        {
            ExchangeTemplate.Get get => get with { Url = Of(get.Url, TemplateUse.Address) },
            ExchangeTemplate.Post post => post with { Url = Of(post.Url, TemplateUse.Address) },
            ExchangeTemplate.Submit submit => submit,
            ExchangeTemplate.Follow follow => follow with { Link = Of(follow.Link) },
            _ => throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null),
        };
        return changed with
        {
            Set = changed.Set.ToDictionary(s => Of(Template.Parse(s.Key)).Source, s => Of(s.Value)),
            Files = changed.Files.ToDictionary(f => f.Key, f => named(f.Value) ?? f.Value),
            Json = Maybe(changed.Json, TemplateUse.Json),
            Body = Maybe(changed.Body),
            BodyFile = changed.BodyFile is { } file ? named(file) : null,
            Headers = Of(changed.Headers),
            Make = [.. changed.Make.Select(Of)],
            Read = [.. changed.Read.Select(Of)],
            When = changed.When is { } when ? named(when) : null,
        };
    }

    private ExchangeValue Of(ExchangeValue value) => value with
    {
        Text = Maybe(value.Text),
        Md5 = Maybe(value.Md5),
        Sha1 = Maybe(value.Sha1),
        Sha256 = Maybe(value.Sha256),
        Base64 = Maybe(value.Base64),
    };

    private ExchangeRead Of(ExchangeRead read) => read with
    {
        Css = Maybe(read.Css),
        Find = read.Find is { } find ? Of(find) : null,
        Script = Pattern(read.Script),
        Alert = Pattern(read.Alert),
        Url = Pattern(read.Url),
        Text = Pattern(read.Text),
        Pattern = Pattern(read.Pattern),
    };

    private Dictionary<string, Template> Of(IReadOnlyDictionary<string, Template> templates) => templates.ToDictionary(t => t.Key, t => Of(t.Value));

    private TextMatch? Of(TextMatch? match) => match is null ? null : new TextMatch(Of(match.Source));

    private string? Pattern(string? pattern) => pattern is null ? null : Of(Template.Parse(pattern), TemplateUse.Pattern).Source;

    private Template? Maybe(Template? template, TemplateUse use = TemplateUse.Text) => template is null ? null : Of(template, use);

    private Template Of(Template template, TemplateUse use = TemplateUse.Text) => change(template, use);
}
