namespace DriftStream.Core.Judging.Prospects;

/// <summary>What is known of a call before its record is read.</summary>
/// <param name="Source">The service, in lower case.</param>
/// <param name="Operation">The operation without date or version.</param>
/// <param name="Prospect">What can come of judging it.</param>
public sealed record CallProspect(string Source, string Operation, Prospect Prospect)
{
    /// <summary>Whether it only reads, by its verb; what the record says counts first.</summary>
    public bool Reads { get; init; }

    /// <summary>Whether it may have made something.</summary>
    public Creating Creates { get; init; }

    /// <summary>The parameter with which it makes nothing, whatever else it is; null where there is none.</summary>
    public string? MakesNothingWith { get; init; }

    /// <summary>Whether whoever calls may mean themselves.</summary>
    public bool MayMeanCaller { get; init; }

    /// <summary>Whether a key may be called by its alias, wherever that stands in a value.</summary>
    public bool TakesAliases { get; init; }

    /// <summary>Whether a function may be called by its name between colons: <c>function:thumbs</c>, <c>thumbs:$LATEST</c>.</summary>
    public bool TakesShortNames { get; init; }

    /// <summary>Whether the account that owns something may be what it means; else such an account in a record says nothing.</summary>
    public bool MayMeanOwner { get; init; }

    /// <summary>Whether it may open a session.</summary>
    public bool OpensSessions { get; init; }
}
