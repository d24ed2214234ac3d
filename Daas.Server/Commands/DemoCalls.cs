using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CivilAffairs;

namespace Daas.Server.Commands;

/// <summary>The two calls of the demo: a search that finds several, and a resident whom the system does not know yet. New ones with each start.</summary>
internal sealed class DemoCalls
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _key;

    public DemoCalls(string api, string key, CivilAffairsSystem system)
    {
        _key = key;
        Pull = new Uri($"{api}/api/civil-affairs/find-residents");
        Push = new Uri($"{api}/api/civil-affairs/register-resident");
        Name = system.Residents.GroupBy(r => r.Name).MaxBy(g => g.Count())!.Key;
        Resident = Newcomer(system.Residents);
        IdempotencyKey = Guid.NewGuid().ToString();
    }

    public Uri Pull { get; }

    public Uri Push { get; }

    /// <summary>Who is searched for.</summary>
    public string Name { get; }

    /// <summary>The push's inputs.</summary>
    public IReadOnlyDictionary<string, string> Resident { get; }

    public string IdempotencyKey { get; }

    public string Body => JsonSerializer.Serialize(Resident, Json);

    public string Authorization => $"Bearer {_key}";

    // Quotes as sh and PowerShell 7 read them; the texts hold no apostrophe.
    public string PullCurl => $"curl -sG -w '\\n' '{Pull}' -H 'Authorization: {Authorization}' --data-urlencode 'name={Name}'";

    public string PushCurl =>
        $"curl -s -w '\\n' '{Push}' -H 'Authorization: {Authorization}' -H 'Idempotency-Key: {IdempotencyKey}' -H 'Content-Type: application/json' -d '{Body}'";

    private static Dictionary<string, string> Newcomer(IReadOnlyList<Resident> known)
    {
        var ids = known.Select(r => r.IdNumber).ToHashSet(StringComparer.Ordinal);
        var chance = Random.Shared;

        // The system's pages are GBK: a name with a character that GBK lacks is one that it cannot take.
        var names = known.Select(r => r.Name).Where(n => Charsets.Gbk.GetString(Charsets.Gbk.GetBytes(n)) == n).ToList();
        while (true)
        {
            var birth = new DateOnly(chance.Next(1950, 2005), chance.Next(1, 13), chance.Next(1, 29));
            var female = chance.Next(2) == 0;
            var seventeen = string.Create(CultureInfo.InvariantCulture, $"990101{birth:yyyyMMdd}{(chance.Next(500) * 2) + (female ? 0 : 1):000}");
            var id = seventeen + Invented.CheckDigit(seventeen);
            if (ids.Contains(id))
                continue;
            var street = chance.OneOf(Invented.Streets);
            return new Dictionary<string, string>
            {
                ["name"] = chance.OneOf(names),
                ["sex"] = female ? "女" : "男",
                ["idNumber"] = id,
                ["birthDate"] = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["street"] = street,
                ["community"] = chance.OneOf(Invented.CommunitiesOf(street)),
            };
        }
    }
}
