using System.Text.Json;
using Daas.Core.Runs;
using Microsoft.AspNetCore.Http.Features;

namespace Daas.Server.Gateway;

/// <summary>Takes the inputs out of a request: the query of a pull; the JSON object, or the multipart form with files, of a push.</summary>
internal static class BodyReader
{
    private const string Multipart = "multipart/form-data";

    public static Fallible<GivenInputs> Query(HttpRequest request)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, given) in request.Query)
        {
            if (given.Count > 1)
                return Twice(name);
            values[name] = given.ToString();
        }

        return new GivenInputs(values, new Dictionary<string, FileContent>());
    }

    /// <summary>Reads the body. Its size is bounded by the request's own feature; what is over ends in a <see cref="BadHttpRequestException"/>.</summary>
    public static async Task<Fallible<GivenInputs>> BodyAsync(HttpRequest request, long most, CancellationToken ct)
    {
        if (request.Query.Count > 0)
            return Wrong(request.Query.Keys.First(), "a push takes its inputs in the body, not in the query");
        if (request.HasJsonContentType())
            return await JsonAsync(request, ct);
        if (request.ContentType?.StartsWith(Multipart, StringComparison.OrdinalIgnoreCase) == true)
            return await FormAsync(request, most, ct);
        if (request.ContentLength is null or 0 && request.ContentType is null)
            return new GivenInputs(new Dictionary<string, string?>(), new Dictionary<string, FileContent>());
        throw new BadHttpRequestException($"Send {AnswerFormats.Json} or {Multipart}, not {request.ContentType ?? "a body without Content-Type"}", 415);
    }

    private static async Task<Fallible<GivenInputs>> JsonAsync(HttpRequest request, CancellationToken ct)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { AllowDuplicateProperties = false }, ct);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
                return Invalid("The body must be a JSON object with one member for each input");
            foreach (var member in body.RootElement.EnumerateObject())
            {
                switch (member.Value.ValueKind)
                {
                    case JsonValueKind.Null:
                        break;
                    case JsonValueKind.Object or JsonValueKind.Array:
                        return Wrong(member.Name, $"must be a text, number or boolean, not a JSON {member.Value.ValueKind.ToString().ToLowerInvariant()}");
                    case JsonValueKind.String:
                        values[member.Name] = member.Value.GetString()!;
                        break;
                    default:
                        values[member.Name] = member.Value.GetRawText();
                        break;
                }
            }
        }
        catch (JsonException e)
        {
            return Invalid($"The body is not JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            return Invalid("The body holds text that is not valid Unicode");
        }

        return new GivenInputs(values, new Dictionary<string, FileContent>());
    }

    private static async Task<Fallible<GivenInputs>> FormAsync(HttpRequest request, long most, CancellationToken ct)
    {
        IFormCollection form;
        try
        {
            var options = new FormOptions { MultipartBodyLengthLimit = most, ValueLengthLimit = 4 << 20, ValueCountLimit = 1024 };
            form = await new FormFeature(request, options).ReadFormAsync(ct);
        }
        catch (InvalidDataException e)
        {
            return Invalid($"The multipart body cannot be read: {e.Message}");
        }

        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, given) in form)
        {
            if (given.Count > 1)
                return Twice(name);
            values[name] = given.ToString();
        }

        var files = new Dictionary<string, FileContent>(StringComparer.Ordinal);
        foreach (var part in form.Files)
        {
            if (values.ContainsKey(part.Name) || files.ContainsKey(part.Name))
                return Twice(part.Name);
            using var bytes = new MemoryStream();
            await part.CopyToAsync(bytes, ct);
            files[part.Name] = new FileContent(NameOf(part.FileName), part.ContentType is { Length: > 0 } type ? type : "application/octet-stream",
                bytes.ToArray());
        }

        return new GivenInputs(values, files);
    }

    // Some browsers and clients send a whole path, of their own system.
    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 } name ? name : "file";

    private static RunError Twice(string name) => Wrong(name, "is given twice");

    private static RunError Wrong(string name, string what) =>
        Invalid($"{name}: {what}") with { Details = new Dictionary<string, string> { [name] = what } };

    private static RunError Invalid(string message) => new(ErrorClass.InvalidInput, message);
}
