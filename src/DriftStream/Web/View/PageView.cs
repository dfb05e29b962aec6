namespace DriftStream.Web.View;

/// <summary>Everything the page shows, made by one function from one reading of the ledger.</summary>
/// <param name="Days">The timeline, newest day first.</param>
/// <param name="Counts">Drifts in numbers.</param>
/// <param name="Health">How detection does, one line each.</param>
/// <param name="Empty">What to say while there is no finding; null when there is one.</param>
/// <param name="NotShown">What was seen and is not in the timeline, e.g. <c>412 by Terraform itself</c>.</param>
/// <param name="Live">What stands beside the green dot.</param>
/// <param name="Clock">When it was read, e.g. <c>14:18:03 UTC</c>.</param>
public sealed record PageView(
    IReadOnlyList<DayView> Days,
    IReadOnlyList<CountView> Counts,
    IReadOnlyList<HealthLine> Health,
    EmptyView? Empty,
    IReadOnlyList<string> NotShown,
    string Live,
    string Clock);

/// <summary>One day of the timeline.</summary>
/// <param name="Id">The element's id.</param>
/// <param name="Key">Sorts the heading above its rows.</param>
/// <param name="Heading">e.g. <c>Today, Monday 2 March, UTC</c>.</param>
/// <param name="Rows">Newest first.</param>
public sealed record DayView(string Id, string Key, string Heading, IReadOnlyList<RowView> Rows);

/// <summary>A number under a severity, or under what was resolved.</summary>
/// <param name="Tone">The severity's word, or <c>ok</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Number">As shown, with comma groups.</param>
/// <param name="Note">A few words under it.</param>
/// <param name="Hot">Asks for attention.</param>
public sealed record CountView(string Tone, string Name, string Number, string Note, bool Hot);

/// <summary>One line of the health card.</summary>
/// <param name="Tone"><c>ok</c>, <c>medium</c> or <c>critical</c>.</param>
/// <param name="Name">What is looked at.</param>
/// <param name="Value">How it does, in two or three words.</param>
/// <param name="Note">What is wrong or to be known; null where nothing is.</param>
public sealed record HealthLine(string Tone, string Name, string Value, string? Note)
{
    /// <summary>Nothing to do here.</summary>
    public bool IsFine => Tone == "ok";
}

/// <summary>What the timeline says while it is empty.</summary>
/// <param name="Picture">The picture above it.</param>
/// <param name="Title">What is true.</param>
/// <param name="Text">What that means.</param>
/// <param name="Missing">What is not there yet, a sentence each.</param>
/// <param name="Steps">What to do next.</param>
public sealed record EmptyView(EmptyPicture Picture, string Title, string Text, IReadOnlyList<string> Missing, IReadOnlyList<StepView> Steps);

/// <summary>What stands above an empty timeline.</summary>
public enum EmptyPicture
{
    /// <summary>What DriftStream is about: the cloud leaving the state.</summary>
    Curve,

    /// <summary>Nothing differs.</summary>
    AllQuiet,

    /// <summary>Nothing was found, and something is missing that could find it.</summary>
    Search,
}

/// <summary>Something to do next.</summary>
/// <param name="Text">What it does.</param>
/// <param name="Code">What to type.</param>
public sealed record StepView(string Text, string Code);
