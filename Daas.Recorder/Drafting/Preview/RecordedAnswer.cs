using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Preview;

/// <summary>Where the answer is in a recording. Found once for a recording, for it is looked at after every correction.</summary>
/// <param name="Page">The page with the answer; null when it was not kept.</param>
/// <param name="File">The file that was taken in the end; null when none was.</param>
internal sealed record RecordedAnswer(PageView? Page, RecordedFile? File)
{
    private static readonly ConditionalWeakTable<Recording, ConcurrentDictionary<(string, string), RecordedAnswer>> Known = [];

    public static RecordedAnswer Of(Recording recording, Adapter adapter, Operation operation)
    {
        // The list by which a push is read back was shown after it.
        var push = operation.Kind == OperationKind.Push ? operation : adapter.Operations.FirstOrDefault(o => o.Verify?.Operation == operation.Id);
        return Known.GetOrCreateValue(recording).GetOrAdd((push?.Id ?? "", push == operation ? "" : operation.Id), _ => Find(recording, operation, push));
    }

    private static RecordedAnswer Find(Recording recording, Operation operation, Operation? push)
    {
        var shown = new Demonstration(recording);
        var deeds = shown.Deeds.Skip(new SignInDraft(shown, new Notes()).Count()).ToList();
        var file = deeds.Select(d => d.Signal<RecordedSignal.Downloaded>()?.File).LastOrDefault(f => f is not null);
        var commit = push is null ? null : CommitDraft.Of(shown, deeds, push.Id, out _);
        var last = AnswerDraft.WithoutPaging(commit is null ? deeds : [.. deeds.Skip(deeds.IndexOf(commit) + 1)]).LastOrDefault();
        var page = commit is not null && (push == operation || last is null) ? commit.After
            : last is null ? null : new AnswerDraft(shown, null, new Notes()).Page(last);
        return new RecordedAnswer(page, file);
    }
}
