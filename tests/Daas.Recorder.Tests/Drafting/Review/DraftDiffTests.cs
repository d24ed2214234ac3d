using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Correcting;
using Daas.Recorder.Drafting.Review;
using Daas.Recorder.Tests.Drafting.Correcting;

namespace Daas.Recorder.Tests.Drafting.Review;

public sealed class DraftDiffTests
{
    [Fact]
    public void A_new_adapter_is_all_new()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);

        var diff = DraftDiff.Of(null, draft.Adapter, Civil.Find);

        Assert.Equal(["system.yaml", "find-residents.yaml"], diff.Files.Select(f => f.File));
        Assert.All(diff.Files, f => Assert.True(f.IsNew && f.Lines.All(l => l.Change == LineChange.Added)));
        Assert.Contains(new DraftChange(ChangeSubject.Host, ChangeKind.Added, "old.example", null, null, "old.example"), diff.Changes);
        Assert.Contains(new DraftChange(ChangeSubject.Input, ChangeKind.Added, "name", null, null, "name"), diff.Changes);
        Assert.DoesNotContain(diff.Changes, c => c.Kind == ChangeKind.Removed);
    }

    [Fact]
    public void Nothing_changed_is_no_difference()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);

        var diff = DraftDiff.Of(draft.Adapter, draft.Adapter, Civil.Find);

        Assert.True(diff.IsNone);
        Assert.Empty(diff.Changes);
    }

    [Fact]
    public void Each_change_is_told_once_and_the_file_line_by_line()
    {
        var draft = Civil.Draft(Civil.Listed().Recording);
        var fields = draft.Adapter.Operations[0].Output!.Fields;
        var corrected = Corrections.Apply(draft, Civil.Find,
            [new Correction.RenameInput("name", "who"), new Correction.RequireInput("street", true), new Correction.DropField(fields[4].Name), new Correction.RetypeField(fields[0].Name, FieldType.Number)]);

        var diff = DraftDiff.Of(draft.Adapter, corrected.Draft.Adapter with { Limits = draft.Adapter.Limits with { PerMinute = 30 }, Hosts = ["cdn.example"] }, Civil.Find);

        Assert.Equal(
            [
                new DraftChange(ChangeSubject.Host, ChangeKind.Added, "cdn.example", null, null, "cdn.example"),
                new DraftChange(ChangeSubject.Limit, ChangeKind.Changed, "perMinute", null, "120", "30"),
                new DraftChange(ChangeSubject.Input, ChangeKind.Changed, "who", "name", "name", "who"),
                new DraftChange(ChangeSubject.Input, ChangeKind.Changed, "street", "required", null, "yes") with { Kind = ChangeKind.Added },
                new DraftChange(ChangeSubject.Step, ChangeKind.Removed, "fill '姓名' with '${name}'", null, "fill '姓名' with '${name}'", null),
                new DraftChange(ChangeSubject.Step, ChangeKind.Added, "fill '姓名' with '${who}'", null, null, "fill '姓名' with '${who}'"),
                new DraftChange(ChangeSubject.Field, ChangeKind.Changed, fields[0].Name, "type", fields[0].Type.ToString(), "Number"),
                new DraftChange(ChangeSubject.Field, ChangeKind.Removed, fields[4].Name, null, fields[4].Name, null),
            ],
            diff.Changes);
        Assert.Contains("-    with: ${name}\n+    with: ${who}\n", diff.Files[1].Unified.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_patch_is_one_that_tools_can_read()
    {
        var before = string.Join('\n', Enumerable.Range(1, 30).Select(i => $"line {i}")) + "\n";
        var after = before.Replace("line 3\n", "line 3b\n", StringComparison.Ordinal).Replace("line 20\n", "", StringComparison.Ordinal) + "end\n";

        var diff = LineDiff.Of("a.yaml", before, after);

        Assert.Equal(["@@ -1,6 +1,6 @@", "@@ -17,7 +17,6 @@", "@@ -28,3 +27,4 @@"], diff.Unified.Split('\n').Where(l => l.StartsWith("@@", StringComparison.Ordinal)));
        Assert.Equal(after, string.Concat(diff.Lines.Where(l => l.Change != LineChange.Removed).Select(l => l.Text + "\n")));
        Assert.Equal(before, string.Concat(diff.Lines.Where(l => l.Change != LineChange.Added).Select(l => l.Text + "\n")));
    }

    [Fact]
    public void What_leaves_the_system_is_told()
    {
        var pull = Civil.Draft(Civil.Listed().Recording).Adapter;
        var push = Civil.Push().Adapter;

        var reads = Leaving.Of(pull with { Hosts = ["cdn.example"] }, pull.Operations[0]);
        var writes = Leaving.Of(push, push.Find(Civil.Register)!);

        Assert.Equal(["编号", "姓名", "身份证号", "出生日期", "备注"], reads.Fields.Select(f => f.Title));
        Assert.Equal((false, false, false), (reads.Writes, reads.IsFile, reads.Refusals));
        Assert.Equal(["old.example", "cdn.example"], reads.Hosts);
        Assert.Equal((true, true), (writes.Writes, writes.Refusals));
        Assert.Equal(["name", "idNumber", "birthDate", "gender"], writes.Inputs.Select(i => i.Name));
        Assert.True(Leaving.Of(Civil.Draft(Civil.Exported().Recording).Adapter, Civil.Draft(Civil.Exported().Recording).Adapter.Operations[0]).IsFile);
    }
}
