using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Everything that a rule may look at while it finds out what an event does.</summary>
internal sealed class Situation(CloudTrailEvent change, IReadOnlyList<EventRow> rows, EventCatalog catalog, StateIndex states, DeviationBook deviations)
{
    private Value? _request;
    private Value? _response;
    private CallFacts? _call;
    private Matcher? _matcher;

    public CloudTrailEvent Change => change;

    public IReadOnlyList<EventRow> Rows => rows;

    public EventCatalog Catalog => catalog;

    public StateIndex States => states;

    public DeviationBook Deviations => deviations;

    public CallFacts Call => _call ??= CallFacts.Of(change.Source, change.Operation, rows);

    public Matcher Matcher => _matcher ??= new(catalog, states) { Renamed = NewNames.Of(deviations, states) };

    /// <summary>The request parameters without the operation's wrapper.</summary>
    public Value Request => _request ??= RequestMembers.Root(change);

    /// <summary>The request is cut down to one element of a list: then it says what becomes of that element, and nothing of a list.</summary>
    public bool IsOneElement { get; private init; }

    /// <summary>The response without the operation's wrapper.</summary>
    public Value Response => _response ??= RequestMembers.ResponseRoot(change);

    /// <summary>One parameter by its recorded name, whatever its case; null where it is absent or empty.</summary>
    public string? Text(string parameter) => Request.Find(parameter, StringComparison.OrdinalIgnoreCase) is { IsScalar: true, Text.Length: > 0 } value ? value.Text : null;

    /// <summary>The same event, with less in one parameter.</summary>
    public Situation Only(string parameter, Value kept) => new(change, rows, catalog, states, deviations) { _request = Request.With(parameter, kept), IsOneElement = true };

    /// <summary>What is known of an address, as the book keeps it.</summary>
    public IEnumerable<Deviation> KnownAt(Terraform.ResourceInstance instance) => deviations.Of(new(instance.State, instance.Lineage, instance.Address));

    /// <summary>What differs at an address.</summary>
    public IEnumerable<Deviation> OpenAt(Terraform.ResourceInstance instance) => KnownAt(instance).Where(d => d.IsOpen);
}
