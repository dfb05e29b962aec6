using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Ledger.Audits;

/// <summary>What differed after some findings about one address: each adds its differences to those before it, or takes some of them away.</summary>
internal sealed class DifferencesThen
{
    private readonly SortedDictionary<(string Path, string Element), Change> _open = new(Comparer<(string Path, string Element)>.Create(InOrder));

    /// <summary>The differences, by path.</summary>
    public IReadOnlyList<Change> Open => [.. _open.Values];

    /// <summary>Whether the resource was gone.</summary>
    public bool IsDeleted { get; private set; }

    /// <summary>Takes the next finding.</summary>
    public void Take(Finding finding)
    {
        IsDeleted = finding.Verdict == Verdict.Deleted || (IsDeleted && finding.Verdict == Verdict.Drift);
        foreach (var change in finding.Changes)
        {
            var key = (change.Path, HasElements(finding, change) ? Element(change, finding.Verdict) : "");
            if (finding.Verdict == Verdict.Reverted)
            {
                _open.Remove(key);
            }
            else
            {
                _open[key] = change;
            }
        }
    }

    private static bool HasElements(Finding finding, Change change) =>
        finding.Resource is { } resource
        && !change.Hidden
        && (change.Path.StartsWith("aws_", StringComparison.Ordinal) || EventCatalog.Load().Type(resource.Type)?.Attribute(AttributePath.WithoutIndexes(change.Path))?.Kind == AttributeKind.Set);

    // Taking away what was added has the same element on its other side.
    private static string Element(Change change, Verdict verdict)
    {
        var (before, after) = verdict == Verdict.Reverted ? (change.After, change.Before) : (change.Before, change.After);
        return before.IsNull ? $"+{ValueWriter.ToJson(after)}" : after.IsNull ? $"-{ValueWriter.ToJson(before)}" : "";
    }

    private static int InOrder((string Path, string Element) one, (string Path, string Element) other) =>
        string.CompareOrdinal(one.Path, other.Path) is not 0 and var byPath ? byPath : string.CompareOrdinal(one.Element, other.Element);
}
