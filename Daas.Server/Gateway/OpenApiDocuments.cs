using Daas.Core.Adapters;
using Daas.Server.Consumers;
using NJsonSchema;
using NSwag;

namespace Daas.Server.Gateway;

/// <summary>OpenAPI 3.0 documents of adapters, made by hand from the scripts because the endpoints are not known to the compiler.</summary>
internal static class OpenApiDocuments
{
    public static string For(Adapter adapter) => Text(adapter.Title, adapter.Description, adapter.Version, [adapter]);

    public static string ForAll(IReadOnlyList<Adapter> adapters) =>
        Text("Daas", "Old business systems as REST operations, one tag for each system.", OpenApiNames.VersionOf(adapters), adapters);

    private static string Text(string title, string? description, string version, IReadOnlyList<Adapter> adapters)
    {
        var document = new OpenApiDocument
        {
            SchemaType = SchemaType.OpenApi3,
            Info = new OpenApiInfo { Title = title, Description = description, Version = version },
            Generator = "daas",
        };
        document.Servers.Add(new OpenApiServer { Url = "/" });
        document.SecurityDefinitions["bearer"] = new OpenApiSecurityScheme
        {
            Type = OpenApiSecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A consumer key, as the operator issued it with: daas keys add",
        };
        document.SecurityDefinitions["apiKey"] = new OpenApiSecurityScheme
        {
            Type = OpenApiSecuritySchemeType.ApiKey,
            Name = KeyAuthentication.KeyHeader,
            In = OpenApiSecurityApiKeyLocation.Header,
            Description = "The same key in a header of its own",
        };
        document.Security.Add(new OpenApiSecurityRequirement { ["bearer"] = [] });
        document.Security.Add(new OpenApiSecurityRequirement { ["apiKey"] = [] });

        var problem = ProblemSchema.Make();
        document.Definitions["Problem"] = problem;
        foreach (var adapter in adapters)
        {
            document.Tags.Add(new OpenApiTag { Name = adapter.Id, Description = adapter.Title });
            foreach (var operation in adapter.Operations)
                Add(document, adapter, operation, problem);
        }

        return document.ToJson();
    }

    private static void Add(OpenApiDocument document, Adapter adapter, Operation operation, JsonSchema problem)
    {
        var push = operation.Kind == OperationKind.Push;
        var described = new OpenApiOperation
        {
            OperationId = $"{OpenApiNames.Camel(adapter.Id)}_{OpenApiNames.Camel(operation.Id)}",
            Tags = [adapter.Id],
            Summary = operation.Title,
            Description = operation.Description,
        };
        if (!push)
        {
            foreach (var input in operation.Input)
                described.Parameters.Add(InputSchemas.Query(input));
        }
        else if (operation.Input.Count > 0)
        {
            described.RequestBody = InputSchemas.Body(document, OpenApiNames.Schema(adapter, operation, "Input"), operation);
        }

        foreach (var parameter in InputSchemas.Headers(push))
            described.Parameters.Add(parameter);
        OutputSchemas.AddResponses(document, described, adapter, operation, problem);
        document.Paths[$"/api/{adapter.Id}/{operation.Id}"] = new OpenApiPathItem
        {
            [push ? OpenApiOperationMethod.Post : OpenApiOperationMethod.Get] = described,
        };
    }
}
