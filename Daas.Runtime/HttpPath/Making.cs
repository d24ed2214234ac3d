using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Steps;

namespace Daas.Runtime.HttpPath;

/// <summary>Computes what the page's script would compute before it asks: a time stamp, a signature, an encoded password.</summary>
internal static class Making
{
    public static void Take(IReadOnlyList<ExchangeValue> made, TemplateValues values, TimeProvider time)
    {
        foreach (var value in made)
        {
            values.Set(value.Name, Of(value, values, time));
            if (value.From is { } from && (from.IsSecret || from.References.Any(values.IsHidden)))
                values.Hide(value.Name);
        }
    }

    private static string Of(ExchangeValue value, TemplateValues values, TimeProvider time)
    {
        var text = value.Now is { } now ? Moment(now, time) : Coded(value, Encoding.UTF8.GetBytes(value.From!.FillWhole(values)));
        return value.Upper ? text.ToUpperInvariant() : text;
    }

    private static string Moment(string form, TimeProvider time) => form switch
    {
        "seconds" => time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "milliseconds" => time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        _ => time.GetLocalNow().ToString(form, CultureInfo.InvariantCulture),
    };

#pragma warning disable CA5350, CA5351 // The old systems' own choice.
    private static string Coded(ExchangeValue value, byte[] bytes) => value switch
    {
        { Md5: not null } => Convert.ToHexStringLower(MD5.HashData(bytes)),
        { Sha1: not null } => Convert.ToHexStringLower(SHA1.HashData(bytes)),
        { Sha256: not null } => Convert.ToHexStringLower(SHA256.HashData(bytes)),
        { Base64: not null } => Convert.ToBase64String(bytes),
        _ => Encoding.UTF8.GetString(bytes),
    };
#pragma warning restore CA5350, CA5351
}
