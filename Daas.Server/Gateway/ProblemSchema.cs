using Daas.Core.Adapters;
using Daas.Core.Runs;
using NJsonSchema;

namespace Daas.Server.Gateway;

/// <summary>problem+json as OpenAPI, and which classes an operation can end with.</summary>
internal static class ProblemSchema
{
    public static JsonSchema Make()
    {
        var schema = new JsonSchema { Type = JsonObjectType.Object, Description = "An error (RFC 9457)" };
        Add(schema, "type", "urn:daas:problem:CLASS", required: true);
        Add(schema, "title", "What the class means", required: true);
        Add(schema, "status", "HTTP status", required: true, JsonObjectType.Integer);
        Add(schema, "detail", "What happened and what to do next", required: true);
        var slugs = Add(schema, "class", "The class of the error", required: true);
        slugs.Description += ": " + string.Join(", ", Enum.GetValues<ErrorClass>().Select(c => c.Slug()));
        Add(schema, "adapter", "The adapter called");
        Add(schema, "operation", "The operation called");
        Add(schema, "version", "The adapter's version");
        Add(schema, "connection", "The connection used");
        Add(schema, "step", "The step at which it happened");
        Choice(schema, "applied", "Whether the old system has saved", "yes", "no", "unknown");
        Add(schema, "retryable", "The same call may succeed later without a change", required: true, JsonObjectType.Boolean);
        Choice(schema, "owner", "Who can mend it", "caller", "operator", "target");
        Add(schema, "reason", "The old system's own words");
        var details = Add(schema, "details", "The input, field or row it is about, by name", type: JsonObjectType.Object);
        details.AdditionalPropertiesSchema = new JsonSchema { Type = JsonObjectType.String };
        Add(schema, "run", "The run, by which the operator finds it");
        return schema;
    }

    /// <summary>Each status the operation may answer with, and the classes behind it.</summary>
    public static IEnumerable<(int Status, string Words)> Statuses(Operation operation) =>
        (from error in Enum.GetValues<ErrorClass>()
         where Possible(error, operation)
         let meaning = error.Meaning()
         group meaning by meaning.Status into status
         select (status.Key, string.Join("; ", status.Select(m => $"{m.Slug}: {m.Title}"))))
        .Concat(Sharper(operation))
        .OrderBy(s => s.Key);

    // Statuses for which HTTP has a sharper word than the class's own.
    private static IEnumerable<(int Key, string)> Sharper(Operation operation)
    {
        var slug = ErrorClass.InvalidInput.Slug();
        yield return (406, $"{slug}: None of the forms in Accept is offered");
        if (operation.Kind == OperationKind.Push)
        {
            yield return (413, $"{slug}: The body is too large");
            yield return (415, $"{slug}: The body is of a type that is not taken");
        }
    }

    private static bool Possible(ErrorClass error, Operation operation) => error switch
    {
        ErrorClass.IdempotencyKeyMissing or ErrorClass.InProgress or ErrorClass.OutcomeUnresolved or ErrorClass.KeyReused or ErrorClass.OutcomeUnknown =>
            operation.Kind == OperationKind.Push,
        ErrorClass.BusinessRejected => operation.Rejected is not null,
        ErrorClass.RecordNotFound => operation.NotFound is not null,
        ErrorClass.Cancelled => false,
        _ => true,
    };

    private static JsonSchemaProperty Add(
        JsonSchema schema, string name, string description, bool required = false, JsonObjectType type = JsonObjectType.String) =>
        schema.Properties[name] = new JsonSchemaProperty { Type = type, Description = description, IsRequired = required };

    private static void Choice(JsonSchema schema, string name, string description, params string[] values)
    {
        var property = Add(schema, name, description, required: true);
        foreach (var value in values)
            property.Enumeration.Add(value);
    }
}
