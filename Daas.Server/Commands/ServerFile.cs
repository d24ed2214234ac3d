using System.Security.Cryptography;
using System.Text.Json;
using Daas.Server.Operators;

namespace Daas.Server.Commands;

/// <summary>How the verbs find a gateway that is running over a data folder; beside its database, for its owner's eyes only.</summary>
/// <param name="Admin">Address of the operators' listener.</param>
/// <param name="Token">Proves that the caller can read this file; new with each start.</param>
/// <param name="Adapters">The folder of the scripts it serves.</param>
/// <param name="Process">Its process id, for people.</param>
internal sealed record ServerFile(string Admin, string Token, string Adapters, int Process)
{
    public const string FileName = "server.json";

    public static ServerFile New(string admin, string adapters) =>
        new(admin, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), adapters, Environment.ProcessId);

    public void Write(string folder) => PrivateFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, JsonSerializerOptions.Web));

    public static ServerFile? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ServerFile>(File.ReadAllText(Path.Combine(folder, FileName)), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    public static void Remove(string folder) => File.Delete(Path.Combine(folder, FileName));

    public override string ToString() => $"gateway {Process} at {Admin}";
}
