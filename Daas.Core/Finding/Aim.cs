namespace Daas.Core.Finding;

/// <summary>What an element is looked for: a label leads to other elements for each.</summary>
public enum Aim
{
    Any,
    Click,
    Read,
}
