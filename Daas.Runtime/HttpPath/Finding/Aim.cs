namespace Daas.Runtime.HttpPath.Finding;

/// <summary>What an element is looked for: a label leads to other elements for each.</summary>
internal enum Aim
{
    Any,
    Click,
    Read,
}
