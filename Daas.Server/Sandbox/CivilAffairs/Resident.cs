namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary>One resident as the civil affairs system keeps them. <paramref name="Amount"/> in yuan a month, 0 without subsidy.</summary>
public sealed record Resident(
    string No, string Name, string Sex, string Nation, DateOnly Birth, string IdNumber, string Marriage, string Education,
    string Street, string Community, string Phone, string Address, bool Subsidy, decimal Amount, DateOnly Registered);

/// <summary>The residents in memory, with the few questions the pages ask.</summary>
internal sealed class ResidentLedger
{
    private const int Stock = 236;
    private readonly List<Resident> _all = [];

    internal ResidentLedger() => Restock();

    internal IReadOnlyList<Resident> All => _all;

    internal string NextNo => $"{_all.Count + 1:00000}";

    internal void Add(Resident resident) => _all.Add(resident);

    internal Resident? Find(string no) => _all.FirstOrDefault(r => r.No == no);

    internal bool Knows(string idNumber) => _all.Any(r => r.IdNumber == idNumber);

    internal IReadOnlyList<Resident> Search(ResidentQuery query) =>
    [
        .. _all.Where(r => r.Name.Contains(query.Name, StringComparison.Ordinal)
            && (query.IdNumber.Length == 0 || r.IdNumber == query.IdNumber)
            && (query.Street.Length == 0 || r.Street == query.Street)),
    ];

    internal void Restock()
    {
        _all.Clear();
        for (var number = 1; number <= Stock; number++)
        {
            var person = Invented.PersonOf(number);
            var chance = Invented.Chance(number, 2);
            var amount = chance.Next(3) == 0 ? chance.Next(180, 1600) + (chance.Next(10) / 10m) : 0;
            _all.Add(new Resident($"{number:00000}", person.Name, person.Sex, person.Nation, person.Birth, person.IdNumber, person.Marriage, person.Education,
                person.Street, person.Community, person.Mobile, person.Address, amount > 0, amount, chance.Day(2009, 2025)));
        }
    }
}

/// <summary>What the list is narrowed by; "" = not at all.</summary>
internal sealed record ResidentQuery(string Name, string IdNumber, string Street);
