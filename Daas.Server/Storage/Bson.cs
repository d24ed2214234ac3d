using LiteDB;

namespace Daas.Server.Storage;

/// <summary>Values as the stores write them. Times are UTC ticks: exact (BSON dates lose what is below a millisecond) and sortable.</summary>
internal static class Bson
{
    public static BsonValue Time(DateTimeOffset time) => time.UtcTicks;

    public static BsonValue Time(DateTimeOffset? time) => time is { } t ? t.UtcTicks : BsonValue.Null;

    public static DateTimeOffset AsTime(this BsonValue value) => new(value.AsInt64, TimeSpan.Zero);

    public static DateTimeOffset? AsOptionalTime(this BsonValue value) => value.IsNull ? null : value.AsTime();

    public static string? AsOptionalString(this BsonValue value) => value.IsNull ? null : value.AsString;

    public static int? AsOptionalInt(this BsonValue value) => value.IsNull ? null : value.AsInt32;

    public static T AsEnum<T>(this BsonValue value)
        where T : struct, Enum => Enum.Parse<T>(value.AsString);
}
