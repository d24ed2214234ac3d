using Daas.Core.Extraction;
using Daas.Core.Storage;

namespace Daas.Server.Tests.Storage;

/// <summary>What every <see cref="ProofStore"/> keeps to.</summary>
public abstract class ProofStoreContract
{
    private static readonly ConnectionId s_connection = new("civil-affairs", "east");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract ProofStore Store { get; }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_saved()
    {
        var entry = Entry("find");
        await Store.SaveAsync(entry, Ct);
        Assert.Equivalent(entry, await Store.FindAsync(s_connection, "find", Ct), strict: true);
        Assert.Equivalent(entry, Assert.Single(await Store.ListAsync(Ct)), strict: true);
    }

    [Fact]
    public async Task Saving_again_replaces_what_is_known_of_the_operation_on_that_connection()
    {
        await Store.SaveAsync(Entry("find"), Ct);
        await Store.SaveAsync(Entry("find") with { Connection = new ConnectionId("civil-affairs", "East") }, Ct);
        await Store.SaveAsync(Entry("get"), Ct);
        await Store.SaveAsync(Entry("find") with { Suspended = null }, Ct);
        Assert.Equal(3, (await Store.ListAsync(Ct)).Count);
        Assert.Null((await Store.FindAsync(s_connection, "find", Ct))!.Suspended);
        Assert.NotNull((await Store.FindAsync(s_connection, "get", Ct))!.Suspended);
    }

    [Fact]
    public async Task What_was_removed_or_never_saved_is_not_known()
    {
        Assert.Null(await Store.FindAsync(s_connection, "find", Ct));
        await Store.SaveAsync(Entry("find"), Ct);
        await Store.RemoveAsync(s_connection, "find", Ct);
        Assert.Null(await Store.FindAsync(s_connection, "find", Ct));
        Assert.Empty(await Store.ListAsync(Ct));
    }

    [Fact]
    public void An_entry_is_equal_when_all_its_cases_are_and_there_is_one()
    {
        var good = Entry("find") with { Cases = [Case(true, 3), Case(true, 4)] };
        Assert.Equal((true, 7), (good.Equal, good.Rows));
        Assert.False((good with { Cases = [Case(true, 3), Case(false, 3)] }).Equal);
        Assert.False((good with { Cases = [] }).Equal);
    }

    internal static ProofEntry Entry(string operation) => new()
    {
        Connection = s_connection,
        Operation = operation,
        Script = "abc",
        At = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero).AddTicks(1234567),
        Cases = [Case(true, 3), Case(false, 2)],
        Contract = new AnswerContract
        {
            Marks = [new AnswerMark(MarkKind.Title, "居民查询"), new AnswerMark(MarkKind.SignedIn, "")],
            EmptyMarks = [new AnswerMark(MarkKind.Title, "居民查询")],
            Fields = [new FieldContract("name", 5, 0, CharacterKinds.Letters | CharacterKinds.Latin, CharacterKinds.Letters)],
            Inputs = [new InputContract("name", "name", InputRelation.Contains)],
            Waived = ["Header 姓名"],
        },
        Suspended = new Suspension(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero), "The header 姓名 is gone.", "r1"),
    };

    private static ProofCase Case(bool equal, int rows) => new()
    {
        Inputs = new Dictionary<string, string> { ["name"] = "张伟" },
        Why = ProofSource.Found,
        Rows = rows,
        Pages = 2,
        Equal = equal,
        Differences = equal ? [] : ["row 2, name: 李 by the browser, 王 by HTTP"],
        Error = null,
        Http = TimeSpan.FromMilliseconds(45),
        Browser = TimeSpan.FromMilliseconds(1300),
    };
}
