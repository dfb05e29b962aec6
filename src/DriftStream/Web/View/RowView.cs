using DriftStream.Core.Judging;

namespace DriftStream.Web.View;

/// <summary>One finding in the timeline, as it is shown.</summary>
public sealed record RowView
{
    /// <summary>The element's id; the same finding always has the same.</summary>
    public required string Id { get; init; }

    /// <summary>Sorts the rows, newest first.</summary>
    public required string Key { get; init; }

    /// <summary>The severity's word, or <c>ok</c> for what was brought back.</summary>
    public required string Tone { get; init; }

    /// <summary>Nothing is left to do about it.</summary>
    public required bool IsPast { get; init; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>Did what.</summary>
    public required IReadOnlyList<SentencePart> Sentence { get; init; }

    /// <summary>With what, in the contract's word.</summary>
    public required string Via { get; init; }

    /// <summary>What became of it.</summary>
    public required BadgeView Badge { get; init; }

    /// <summary>Where: the module part of the address, with its dot at the end; empty for the root module.</summary>
    public required string Module { get; init; }

    /// <summary>Where: the rest of the address, or the type and id of what no state holds.</summary>
    public required string Address { get; init; }

    /// <summary>Account and region.</summary>
    public required string Place { get; init; }

    /// <summary>What differs, a block per attribute.</summary>
    public required IReadOnlyList<ChangeView> Changes { get; init; }

    /// <summary>How many more attributes differ than are shown.</summary>
    public required int MoreChanges { get; init; }

    /// <summary>Name and value, e.g. the reason, the event, the actor's role.</summary>
    public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }

    /// <summary>The drift's id, which has a page of its own; null where no drift is concerned.</summary>
    public string? Drift { get; init; }
}

/// <summary>What became of a finding.</summary>
/// <param name="Text">e.g. <c>Open 10 min</c>.</param>
/// <param name="Class">Its look beyond the row's colour: empty, <c>ok</c> or <c>plain</c>.</param>
/// <param name="Icon">Its icon; null for none.</param>
public sealed record BadgeView(string Text, string Class, string? Icon);

/// <summary>One attribute, state against cloud.</summary>
/// <param name="Path">In Terraform's spelling.</param>
/// <param name="State">The state's value; null where it holds none.</param>
/// <param name="Cloud">The cloud's value; null where it holds none.</param>
/// <param name="Fate">How to draw it.</param>
public sealed record ChangeView(string Path, string? State, string? Cloud, ChangeFate Fate);

/// <summary>How an attribute is drawn.</summary>
public enum ChangeFate
{
    /// <summary>The cloud differs from the state.</summary>
    Differs,

    /// <summary>The cloud was brought back to what the state says.</summary>
    BroughtBack,

    /// <summary>Its values must not or cannot be shown.</summary>
    Hidden,
}
