using System.Text.Json;

namespace Daas.Core.Runs;

/// <summary>An error as problem+json (RFC 9457) tells it: the error, and what it happened to.</summary>
/// <param name="Error">What went wrong.</param>
public sealed record Problem(RunError Error)
{
    public const string MediaType = "application/problem+json";

    public string? Adapter { get; init; }

    public string? Operation { get; init; }

    /// <summary>The adapter's version.</summary>
    public string? Version { get; init; }

    public string? Connection { get; init; }

    public string? Run { get; init; }

    /// <summary>Overrides the class's HTTP status where HTTP has a sharper one for the same class (405, 406, 413, 415); null: the class's.</summary>
    public int? HttpStatus { get; init; }

    public int Status => HttpStatus ?? Error.Class.Meaning().Status;

    /// <summary>When to try again: what the error says, else half a minute for what passes by itself; null for everything else.</summary>
    public TimeSpan? RetryAfter =>
        Error.RetryAfter ?? (Status is 429 or 503 && Error.Class.Meaning().Retryable ? TimeSpan.FromSeconds(30) : null);

    /// <summary>The problem of a run that failed.</summary>
    public static Problem Of(RunResult result) => new(result.Error ?? throw new ArgumentException("The run did not fail", nameof(result)))
    {
        Adapter = result.Adapter,
        Operation = result.Operation,
        Version = result.Version,
        Connection = result.Connection,
        Run = result.Run,
    };

    public void Write(Utf8JsonWriter json)
    {
        var meaning = Error.Class.Meaning();
        json.WriteStartObject();
        json.WriteString("type", $"urn:daas:problem:{meaning.Slug}");
        json.WriteString("title", meaning.Title);
        json.WriteNumber("status", Status);
        json.WriteString("detail", Error.Reason is { } said ? $"{Error.Message}; it said: {said}" : Error.Message); // many callers show nothing else
        json.WriteString("class", meaning.Slug);
        WriteOptional(json, "adapter", Adapter);
        WriteOptional(json, "operation", Operation);
        WriteOptional(json, "version", Version);
        WriteOptional(json, "connection", Connection);
        WriteOptional(json, "step", Error.Step);
        json.WriteString("applied", Error.Applied switch { Applied.Yes => "yes", Applied.Unknown => "unknown", _ => "no" });
        json.WriteBoolean("retryable", meaning.Retryable);
        json.WriteString("owner", meaning.Owner switch { ErrorOwner.Caller => "caller", ErrorOwner.Target => "target", _ => "operator" });
        WriteOptional(json, "reason", Error.Reason);
        if (Error.Details.Count > 0)
        {
            json.WriteStartObject("details");
            foreach (var (name, value) in Error.Details)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        WriteOptional(json, "run", Run);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
