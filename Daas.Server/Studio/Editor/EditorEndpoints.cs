using System.Security.Cryptography;
using Daas.Core.Adapters;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Editor;

/// <summary>The page of an adapter's files, and the page on which one of them is edited; it works without script, and better with it.</summary>
internal static class EditorEndpoints
{
    public static void AddEditor(this IServiceCollection services) => services.AddSingleton<ScriptShelf>();

    public static void MapEditor(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/studio/adapters/{adapter}", ShowAdapterAsync);
        routes.MapGet("/studio/adapters/{adapter}/{file}", ShowFileAsync);
        routes.MapPost("/studio/adapters/{adapter}/{file}", SaveAsync);
        routes.MapPost("/studio/adapters/{adapter}/{file}/check", CheckAsync);
        routes.MapGet("/studio/schema/{which}.json", (string which, HttpContext context) =>
        {
            PageRenderer.Guard(context.Response);
            return which switch
            {
                "system" => Results.Text(SchemaWords.In(ScriptSchema.System(), Texts.For(context)), "application/schema+json"),
                "operation" => Results.Text(SchemaWords.In(ScriptSchema.Operation(), Texts.For(context)), "application/schema+json"),
                _ => Results.NotFound(),
            };
        });
    }

    private static Task<IResult> ShowAdapterAsync(string adapter, HttpContext context, ScriptShelf shelf, EditorDesk desk, PageRenderer pages)
    {
        var page = PageContext.Of(context);
        return shelf.Files(adapter) is not { } files
            ? NotFoundAsync(context, pages, page)
            : pages.PageAsync<AdapterPage>(context, new()
            {
                ["Page"] = page,
                ["Adapter"] = adapter,
                ["Live"] = desk.Catalog().Adapters.GetValueOrDefault(adapter),
                ["Files"] = files.Select(f => (f, shelf.Open(adapter, f))).ToList(),
                ["Problems"] = shelf.Problems(adapter),
                ["Connections"] = desk.Connections(adapter),
                ["Folder"] = Path.Combine(desk.Folder, adapter),
            });
    }

    private static Task<IResult> ShowFileAsync(string adapter, string file, string? text, HttpContext context, ScriptShelf shelf, PageRenderer pages)
    {
        var page = PageContext.Of(context) with { Query = "" };
        if (shelf.Open(adapter, file) is { } open)
        {
            return text == "published" && open.Published is { } published
                ? EditAsync(context, pages, shelf, open, page, published, new Said(page.Texts["editor.loadedPublished"], ""))
                : EditAsync(context, pages, shelf, open, page, open.Text, null);
        }

        return shelf.Files(adapter)?.Contains(file) == true
            ? pages.PageAsync<NoticePage>(context, new()
            {
                ["Page"] = page,
                ["Title"] = page.Texts["editor.notTextTitle"],
                ["Text"] = page.Texts[ScriptFiles.IsName(file) ? "editor.notText" : "editor.notEditable"],
            })
            : NotFoundAsync(context, pages, page);
    }

    private static async Task<IResult> CheckAsync(string adapter, string file, HttpContext context, ScriptShelf shelf)
    {
        PageRenderer.Guard(context.Response);
        var form = await context.Request.ReadFormAsync();
        return shelf.Check(adapter, file, form["text"].ToString()) is { } problems
            ? Results.Json(new { problems = EditorWords.Listed(problems, Texts.For(context)) })
            : Results.NotFound();
    }

    private static async Task<IResult> SaveAsync(string adapter, string file, HttpContext context, ScriptShelf shelf, PageRenderer pages, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var texts = Texts.For(context);
        var text = form["text"].ToString();
        var wantsJson = context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        if (form["do"] == "check" && shelf.Open(adapter, file) is { } read)
            return await EditAsync(context, pages, shelf, read with { Opened = form["opened"].ToString() }, PageContext.Of(context), text, new Said(texts["editor.checked"], ""));
        if (await shelf.SaveAsync(adapter, file, text, form["opened"].ToString(), form["anyway"] == "true", ct) is not { } saving)
            return wantsJson ? Results.NotFound() : await NotFoundAsync(context, pages, PageContext.Of(context));
        // A file that was removed is edited on as one without a text.
        var now = shelf.Open(adapter, file) ?? new OpenScript(adapter, file, "", ScriptShelf.Gone, null, shelf.Problems(adapter));
        var said = EditorWords.Say(saving, now, texts);
        if (wantsJson)
            return EditorWords.Answer(context, saving, now, said, texts);
        // What was not written leaves the mark of the text that was opened, except where saving again is meant to write over the other.
        if (saving is not Saving.Saved and not Saving.Conflict)
            now = now with { Opened = form["opened"].ToString() };
        return await EditAsync(context, pages, shelf, now, PageContext.Of(context), text, said, saving);
    }

    private static Task<IResult> EditAsync(
        HttpContext context, PageRenderer pages, ScriptShelf shelf, OpenScript open, PageContext page, string text, Said? said, Saving? saving = null)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        return pages.PageAsync<EditorPage>(
            context,
            new()
            {
                ["Page"] = page,
                ["Script"] = open,
                ["Text"] = text,
                ["Said"] = said,
                ["Conflict"] = saving as Saving.Conflict,
                ["Problems"] = shelf.Check(open.Adapter, open.File, text) ?? [],
                ["Others"] = shelf.Files(open.Adapter) ?? [],
                ["Nonce"] = nonce,
            },
            saving switch
            {
                null or Saving.Saved => StatusCodes.Status200OK,
                Saving.WithErrors => StatusCodes.Status422UnprocessableEntity,
                Saving.Conflict => StatusCodes.Status409Conflict,
                Saving.Refused => StatusCodes.Status500InternalServerError,
                _ => throw new ArgumentOutOfRangeException(nameof(saving), saving, null),
            },
            nonce);
    }

    private static Task<IResult> NotFoundAsync(HttpContext context, PageRenderer pages, PageContext page) =>
        pages.PageAsync<NoticePage>(
            context, new() { ["Page"] = page, ["Title"] = page.Texts["notFound.title"], ["Text"] = page.Texts["notFound.text"] }, StatusCodes.Status404NotFound);
}
