using DriftStream.Core.Catalog;

namespace DriftStream.Core.Coverage;

/// <summary>What the judge's own rules make of some calls, where the catalogue's rows do not say it. Names are separated by blanks.</summary>
/// <param name="Service">The event source without its domain.</param>
/// <param name="Operations">The calls.</param>
/// <param name="Types">The resource types.</param>
internal sealed record SpecialCall(string Service, string Operations, string Types)
{
    /// <summary>The attributes whose new value the call carries.</summary>
    public string Shown { get; init; } = "";

    /// <summary>The attributes of which it only tells that they changed.</summary>
    public string Hidden { get; init; } = "";

    /// <summary>The call can delete such a resource.</summary>
    public bool Deletes { get; init; }

    /// <summary>The call can make such a resource.</summary>
    public bool Creates { get; init; }

    /// <summary>What becomes of the catalogue's rows of the call.</summary>
    public RowsBeside Rows { get; init; }

    public IEnumerable<EventKey> Keys => Operations.Split(' ').Select(o => new EventKey(Service + ".amazonaws.com", o));

    public static IEnumerable<string> Names(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What becomes of a call's rows in the catalogue where a rule knows the call.</summary>
internal enum RowsBeside
{
    /// <summary>The rule speaks first, and no row is asked.</summary>
    Unused,

    /// <summary>The rule speaks for these types, the rows for others.</summary>
    OfOtherTypes,

    /// <summary>The rule adds to what the rows say.</summary>
    Used,
}
