using System.Net;
using System.Text;
using Daas.Core.Extraction;
using Daas.Recorder.Evidence.Redaction;

namespace Daas.Recorder.Tests.Evidence.Redaction;

public sealed class RedactorTests
{
    private static readonly PersonalValue Person = new(PersonalKind.Name, "张晓燕", true);
    private static readonly PersonalValue Id = new(PersonalKind.ResidentId, "11010519491231002X", true);
    private static readonly PersonalValue Mobile = new(PersonalKind.Phone, "13800138000", true);

    [Fact]
    public void A_person_is_the_same_invented_one_in_every_coding()
    {
        var redactor = Redactor(Person);
        var made = redactor.Text("张晓燕");

        Assert.NotEqual("张晓燕", made);
        Assert.Equal(3, made.Length);
        string[] forms =
        [
            "<td>{0}</td>", "a={0}&b=1",
        ];
        foreach (var form in forms)
        {
            foreach (var code in Codes())
                Assert.Equal(string.Format(null, form, code(made)), redactor.Text(string.Format(null, form, code("张晓燕"))));
        }
    }

    [Fact]
    public void Codings_inside_one_another_are_seen_through()
    {
        var redactor = Redactor(Person, Mobile);
        var (name, phone) = (redactor.Text("张晓燕"), redactor.Text("13800138000"));

        Assert.Equal(Uri.EscapeDataString($"{{\"xm\":\"{Slashed(name)}\",\"dh\":\"{phone}\"}}"),
            redactor.Text(Uri.EscapeDataString($"{{\"xm\":\"{Slashed("张晓燕")}\",\"dh\":\"13800138000\"}}")));
        Assert.Equal(Convert.ToBase64String(Encoding.UTF8.GetBytes($"state\u0001{name}\u0002{phone}")),
            redactor.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes("state\u0001张晓燕\u000213800138000"))));
    }

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("440524188001010014")]
    public void An_id_number_keeps_its_region_year_and_check_digit(string id)
    {
        var made = Redactor(new PersonalValue(PersonalKind.ResidentId, id, true)).Text(id);

        Assert.NotEqual(id, made);
        Assert.Equal(id[..10], made[..10]);
        Assert.NotNull(CheckDigits.BirthIn(made));
        Assert.Equal(CheckDigits.Resident(made.AsSpan(0, 17)), made[17]);
        Assert.Equal((id[16] - '0') % 2, (made[16] - '0') % 2);
    }

    [Fact]
    public void A_wrong_id_number_stays_wrong()
    {
        const string wrong = "110105194912310021";
        var made = Redactor(new PersonalValue(PersonalKind.ResidentId, wrong, true)).Text(wrong);

        Assert.NotEqual(CheckDigits.Resident(made.AsSpan(0, 17)), made[17]);
    }

    [Fact]
    public void A_birth_date_is_the_one_of_the_id_number_in_every_way_to_write_it()
    {
        var redactor = Redactor(Id);
        var day = CheckDigits.BirthIn(redactor.Text(Id.Text))!.Value;

        Assert.Equal($"{day:yyyy-MM-dd}", redactor.Text("1949-12-31"));
        Assert.Equal($"出生：{day:yyyy年M月d日}，", redactor.Text("出生：1949年12月31日，"));
        Assert.Equal($"{day:yyyy'/'M'/'d} 0:00:00", redactor.Text("1949/12/31 0:00:00"));
        Assert.Equal("1949-12-310", redactor.Text("1949-12-310"));
    }

    [Theory]
    [InlineData(PersonalKind.Card, "6222020200112233445", 6)]
    [InlineData(PersonalKind.Phone, "010-62345678", 4)]
    [InlineData(PersonalKind.Phone, "+86 138-0013-8000", 7)]
    [InlineData(PersonalKind.Plate, "京A12B34", 2)]
    [InlineData(PersonalKind.CreditCode, "91350100M000100Y43", 8)]
    [InlineData(PersonalKind.Document, "E12345678", 1)]
    [InlineData(PersonalKind.Address, "北京市朝阳区和平路12号3单元", 0)]
    [InlineData(PersonalKind.Email, "zhang.xiaoyan@example.com", 0)]
    [InlineData(PersonalKind.Name, "Alice Johnson", 0)]
    [InlineData(PersonalKind.Name, "阿依古丽·买买提", 0)]
    [InlineData(PersonalKind.Account, "zhangxy01", 0)]
    public void Each_kind_keeps_its_form(object kind, string real, int kept)
    {
        var made = Redactor(new PersonalValue((PersonalKind)kind, real, true)).Text(real);

        Assert.NotEqual(real, made);
        Assert.Equal(real[..kept], made[..kept]);
        if (kind is not PersonalKind.CreditCode)
            Assert.Equal(real.Select(Class), made.Select(Class));
        else
            Assert.Equal(CheckDigits.Credit(made.AsSpan(0, 17)), made[17]);
        if (kind is PersonalKind.Address)
            Assert.Contains("号", made, StringComparison.Ordinal);

        static char Class(char c) => char.IsAsciiDigit(c) ? '0' : char.IsAsciiLetterLower(c) ? 'a' : char.IsAsciiLetterUpper(c) ? 'A' : char.IsAscii(c)
            || c == '·' ? c : '字';
    }

    [Fact]
    public void What_belongs_together_still_does()
    {
        var redactor = Redactor(new PersonalValue(PersonalKind.Name, "Alice Johnson", true), new PersonalValue(PersonalKind.Name, "Johnson, Alice", true),
            new PersonalValue(PersonalKind.Email, "alice.johnson@example.com", true), new PersonalValue(PersonalKind.Address, "和平路12号", true),
            new PersonalValue(PersonalKind.Address, "和平路12号3单元", true));

        var words = redactor.Text("Alice Johnson").Split(' ');
        Assert.Equal($"{words[1]}, {words[0]}", redactor.Text("Johnson, Alice"));
        Assert.Equal($"{words[0]}.{words[1]}@example.com".ToLowerInvariant(), redactor.Text("alice.johnson@example.com"));
        Assert.Equal(redactor.Text("和平路12号"), redactor.Text("和平路12号3单元")[..6]);
    }

    [Fact]
    public void Words_of_the_system_stay_also_where_one_holds_a_name()
    {
        var redactor = new Redactor(new PersonalValues([new PersonalValue(PersonalKind.Name, "高新", true)], new HashSet<string> { "高新街道" }, Inventing()),
            NoTokens());

        Assert.Equal("高新街道", redactor.Text("高新街道"));
        Assert.NotEqual("高新来访", redactor.Text("高新来访"));
    }

    [Fact]
    public void Latin_names_are_whole_words()
    {
        var redactor = Redactor(new PersonalValue(PersonalKind.Account, "lee", true));

        Assert.Equal("sleep leeway lee_1 lee2", redactor.Text("sleep leeway lee_1 lee2"));
        Assert.NotEqual("by lee, today", redactor.Text("by lee, today"));
    }

    [Fact]
    public void A_token_becomes_one_word_wherever_it_goes()
    {
        const string token = "/wEPDwUKLTk3+Zx9Kq2m7w==";
        var redactor = new Redactor(new PersonalValues([], new HashSet<string>(), Inventing()), new Tokens([token], new Turning([1])));

        var masked = redactor.Text($"<input name=__VIEWSTATE value=\"{token}\">").Split('"')[1];
        Assert.StartsWith("masked-", masked, StringComparison.Ordinal);
        Assert.Equal($"__VIEWSTATE={masked}&x=1", redactor.Text($"__VIEWSTATE={Uri.EscapeDataString(token)}&x=1"));
    }

    [Fact]
    public void Another_key_gives_other_persons_and_the_same_key_the_same()
    {
        string Made(byte key) => new Redactor(new PersonalValues([Person, Id, Mobile], new HashSet<string>(), new Invention(new Turning([key]))),
            NoTokens()).Text("张晓燕 13800138000");

        Assert.Equal(Made(1), Made(1));
        Assert.Contains(Enumerable.Range(2, 5), k => Made((byte)k) != Made(1));
    }

    [Fact]
    public void No_invented_value_is_anothers_real_one()
    {
        var people = (from a in "赵钱孙李周吴郑王" from b in "伟芳娜敏静丽强磊" select $"{a}{b}").ToList();
        var redactor = Redactor([.. people.Select(p => new PersonalValue(PersonalKind.Name, p, true))]);

        var made = people.ConvertAll(redactor.Text);
        Assert.Empty(made.Intersect(people));
        Assert.Equal(people.Count, made.Distinct().Count());
    }

    private static Redactor Redactor(params PersonalValue[] values) => new(new PersonalValues(values, new HashSet<string>(), Inventing()), NoTokens());

    private static Invention Inventing() => new(new Turning([7]));

    private static Tokens NoTokens() => new([], new Turning([7]));

    private static string Slashed(string text) => string.Concat(text.Select(c => $"\\u{(int)c:x4}"));

    private static IEnumerable<Func<string, string>> Codes() =>
    [
        t => t, Uri.EscapeDataString, t => WebUtility.UrlEncode(t).ToLowerInvariant(), t => string.Concat(Charsets.Gb18030.GetBytes(t).Select(b => $"%{b:X2}")),
        t => string.Concat(Charsets.Gb18030.GetBytes(t).Select(b => b < 128 ? ((char)b).ToString() : $"%{b:x2}")),
        t => string.Concat(t.Select(c => $"&#{(int)c};")), t => string.Concat(t.Select(c => $"&#x{(int)c:X};")), Slashed,
        t => string.Concat(t.Select(c => $"%u{(int)c:X4}")), t => Convert.ToBase64String(Encoding.UTF8.GetBytes(t)), t =>
            Convert.ToBase64String(Charsets.Gb18030.GetBytes("x" + t)),
    ];
}
