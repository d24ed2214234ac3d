using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>Reading back after a push: a pull of the same adapter, called with values of the push, whose rows must show the new record.</summary>
/// <param name="Operation">Id of the pull.</param>
/// <param name="With">Its inputs, as templates over the inputs (and read values) of the push.</param>
/// <param name="Expect">Output fields of the pull and the text each must have in at least one row; empty: any row will do.</param>
public sealed record Verify(string Operation, IReadOnlyDictionary<string, Template> With, IReadOnlyDictionary<string, Template> Expect)
{
    public IReadOnlyDictionary<string, Template> With { get; init => field = ValueMap<Template>.Of(value); } = ValueMap<Template>.Of(With);

    public IReadOnlyDictionary<string, Template> Expect { get; init => field = ValueMap<Template>.Of(value); } = ValueMap<Template>.Of(Expect);
}
