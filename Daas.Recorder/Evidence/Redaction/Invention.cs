using System.Globalization;
using System.Text;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>
/// Makes an invented value for a personal one: as long, of the same form, with a check digit that is right where the real one was right. The same value becomes
/// the same one wherever it is met.
/// </summary>
internal sealed class Invention(Turning turning)
{
    private const string CreditLetters = "ABCDEFGHJKLMNPQRTUWXY";
    private const string PlateLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string StaysInPlaces = "省市区县旗州盟乡镇街道路巷弄号栋幢座楼层单元室村组里园苑院社区小坊屯庄大东西南北中上下第一二三四五六七八九十甲乙丙丁";
    private static readonly HashSet<string> StaysInAddresses =
        ["street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "dr", "way", "floor", "fl", "suite", "ste", "apt", "box", "po", "block",
            "unit", "no", "north", "south", "east", "west"];

    /// <param name="value">The real one.</param>
    /// <param name="salt">Another number gives another one, for when the first is a real value of somebody else.</param>
    public string For(PersonalValue value, int salt)
    {
        var use = salt == 0 ? $"{value.Kind}" : $"{value.Kind}+{salt}";
        return value.Kind switch
        {
            PersonalKind.Name => value.Text.Any(ChineseNames.IsIdeograph) ? Chinese(value.Text, use) : Words(value.Text, salt),
            PersonalKind.ResidentId => value.Text.Length == 15 ? OldId(value.Text, use) : Id(value.Text, use),
            PersonalKind.Phone => Phone(value.Text, use),
            PersonalKind.Email => Words(value.Text.Split('@')[0], salt) + value.Text[value.Text.IndexOf('@', StringComparison.Ordinal)..],
            PersonalKind.Address => Address(value.Text, use),
            PersonalKind.Card => Card(value.Text, use),
            PersonalKind.CreditCode => CreditCode(value.Text, use),
            PersonalKind.Plate => Plate(value.Text, use),
            PersonalKind.BirthDate => Day(DateOnly.ParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd",
                CultureInfo.InvariantCulture),
            PersonalKind.Account => Words(value.Text, salt),
            PersonalKind.Document => value.Text.Length > 4 ? value.Text[..1] + turning.Words(value.Text[1..], use) : turning.Words(value.Text, use),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value.Kind, null),
        };
    }

    /// <summary>Another day of the same year, whose month and day have as many digits as the real ones.</summary>
    public DateOnly Day(DateOnly day)
    {
        var of = day.Year.ToString(CultureInfo.InvariantCulture);
        var month = Other(day.Month, day.Month < 10 ? 1 : 10, day.Month < 10 ? 9 : 12, of);
        return new DateOnly(day.Year, month, Other(day.Day, day.Day < 10 ? 1 : 10, day.Day < 10 ? 9 : 28, $"{of}-{day.Month}"));
    }

    // One spelling for names, accounts and addresses of mail, so that they still belong together.
    private string Words(string text, int salt) => turning.Words(text, salt == 0 ? "word" : $"word+{salt}");

    private int Other(int number, int least, int most, string before)
    {
        var count = (uint)(most - least);
        var offset = 1 + (int)(turning.Number("day", before) % count);
        return number > most ? least + (int)(turning.Number("day", $"{before}/{number}") % count) : least + ((number - least + offset) % (most - least + 1));
    }

    private string Chinese(string name, string use)
    {
        var made = new StringBuilder(name.Length);
        var surname = ChineseNames.CompoundOf(name);
        if (surname is not null)
            made.Append(ChineseNames.Another(surname, turning.Number(use, "")));
        for (var i = made.Length; i < name.Length; i++)
            made.Append(ChineseNames.IsIdeograph(name[i]) ? turning.In(i == 0 ? ChineseNames.Surnames : ChineseNames.Given, name[i], use, name[..i]) : name[i]);
        return made.ToString();
    }

    private string Id(string id, string use)
    {
        var birth = CheckDigits.BirthIn(id) is { } day ? Day(day).ToString("yyyyMMdd", CultureInfo.InvariantCulture) : id[6..14];
        var first = id[..6] + birth + Order(id, 14, use);
        var right = CheckDigits.Resident(first);
        if (char.ToUpperInvariant(id[17]) == CheckDigits.Resident(id.AsSpan(0, 17)))
            return first + (char.IsLower(id[17]) ? char.ToLowerInvariant(right) : right);
        // A real number that is wrong stays one that is wrong.
        return first + (char)('0' + ((right == 'X' ? 0 : right - '0') + 1) % 10);
    }

    private string OldId(string id, string use) =>
        id[..6] + (CheckDigits.BirthIn(id) is { } day ? Day(day).ToString("yyMMdd", CultureInfo.InvariantCulture) : id[6..12]) + Order(id, 12, use);

    /// <summary>The three places of order; the last of them stays odd or even, which says man or woman.</summary>
    private string Order(string id, int at, string use)
    {
        var last = id[at + 2] - '0';
        var turned = ((last / 2) + 1 + (int)(turning.Number(use, id[..(at + 2)]) % 4)) % 5;
        return $"{turning.Digit(id[at], use, id[..at])}{turning.Digit(id[at + 1], use, id[..(at + 1)])}{(turned * 2) + (last % 2)}";
    }

    /// <summary>The first digits, which tell a network or a town, stay.</summary>
    private string Phone(string phone, string use)
    {
        var digits = phone.Count(char.IsAsciiDigit);
        var kept = digits <= 8 ? 1 : phone.StartsWith('+') ? digits - 8 : phone.StartsWith('0') || phone.StartsWith('(') ? digits - 7 : 3;
        return Digits(phone, kept, use);
    }

    private string Digits(string text, int kept, string use)
    {
        var made = new StringBuilder(text.Length);
        var before = "";
        foreach (var c in text)
        {
            made.Append(!char.IsAsciiDigit(c) || before.Length < kept ? c : turning.Digit(c, use, before));
            if (char.IsAsciiDigit(c))
                before += c;
        }

        return made.ToString();
    }

    private string Card(string card, string use)
    {
        if (!card.All(char.IsAsciiDigit))
            return turning.Words(card, use);
        var made = Digits(card, Math.Min(6, card.Length / 2), use);
        return CheckDigits.Luhn(card.AsSpan(0, card.Length - 1)) == card[^1] ? made[..^1] + CheckDigits.Luhn(made.AsSpan(0, made.Length - 1)) : made;
    }

    private string CreditCode(string code, string use)
    {
        if (code.Length != 18 || CheckDigits.Credit(code.AsSpan(0, 17)) != code[17])
            return turning.Words(code, use);
        var made = new StringBuilder(code[..8]);
        for (var i = 8; i < 16; i++)
            made.Append(char.IsAsciiDigit(code[i]) ? turning.Digit(code[i], use, code[..i]) : turning.In(CreditLetters, code[i], use, code[..i]));
        made.Append(CheckDigits.Organisation(made.ToString().AsSpan(8)));
        return made.Append(CheckDigits.Credit(made.ToString())).ToString();
    }

    private string Plate(string plate, string use)
    {
        var made = new StringBuilder(plate[..Math.Min(2, plate.Length)]);
        for (var i = 2; i < plate.Length; i++)
        {
            made.Append(char.IsAsciiDigit(plate[i]) ? turning.Digit(plate[i], use, plate[..i])
                : char.IsAsciiLetterUpper(plate[i]) ? turning.In(PlateLetters, plate[i], use, plate[..i]) : plate[i]);
        }

        return made.ToString();
    }

    /// <summary>Words that every address has (road, number, floor) stay.</summary>
    private string Address(string address, string use)
    {
        var made = new StringBuilder(address.Length);
        var words = turning.Words(address, use, StaysInAddresses.Contains);
        for (var i = 0; i < address.Length; i++)
        {
            var c = address[i];
            made.Append(char.IsAsciiDigit(c) ? c == '0' ? c : turning.In("123456789", c, use, address[..i])
                : ChineseNames.IsIdeograph(c) && !StaysInPlaces.Contains(c) ? turning.In(ChineseNames.Places, c, use, address[..i]) : words[i]);
        }

        return made.ToString();
    }
}
