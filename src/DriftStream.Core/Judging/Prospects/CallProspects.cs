using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging.Prospects;

/// <summary>
/// Tells of which calls nothing can come, so that most records of an archive need not be judged. Everything here is a proof about
/// <see cref="Judge"/>: where its rules look beyond the values of a record, the answer is <see cref="Prospect.Open"/>.
/// </summary>
/// <remarks>What it says holds for the states it was built with. Safe to use from several threads.</remarks>
public sealed class CallProspects(EventCatalog catalog, StateIndex states)
{
    /// <summary>The members in which records say who owns something.</summary>
    public static IReadOnlyList<string> OwnerKeys { get; } = ["ownerId", "groupOwnerId", "accountId"];

    // A header with which S3 is told to refuse the call if the bucket is somebody else's: it says nothing of which bucket.
    private const string ExpectedOwner = "ExpectedBucketOwner";

    private readonly HashSet<string> _held = [.. catalog.Types.Where(t => states.OfType(t).Count > 0)];

    // What is left out means the default one.
    private readonly bool _holdsDefault = states.MayHold("default"u8);

    /// <summary>What can come of a call.</summary>
    /// <param name="eventSource">As recorded, blanks around it removed.</param>
    /// <param name="eventName">As recorded, blanks around it removed.</param>
    public CallProspect Of(string eventSource, string eventName)
    {
        var (source, operation) = (eventSource.ToLowerInvariant(), OperationName.Of(eventName));
        var prospect = new CallProspect(source, operation, Prospect.Open)
        {
            Reads = ReadingVerbs.Covers(operation),
            OpensSessions = SessionOpening.MayOpen(source, eventName),
        };
        if (QuietCalls.Covers(source, operation))
        {
            return prospect with { Prospect = Prospect.Quiet };
        }

        return catalog.Find(source, operation) is { } rows ? OfKnown(prospect, rows) : prospect with { Prospect = Prospect.Unknown };
    }

    private CallProspect OfKnown(CallProspect call, IReadOnlyList<EventRow> rows) => IsOpen(call, rows)
        ? call
        : call with
        {
            Prospect = Prospect.ByNames,
            Creates = CreatingCalls.Of(call.Source, call.Operation, rows),
            MakesNothingWith = CreatingCalls.MakesNothingWith(call.Source, call.Operation),
            MayMeanCaller = call.Source == "iam.amazonaws.com",
            MayMeanOwner = rows.Any(NamesOwner) || OwnerKeys.Any(key => catalog.Owners(call.Source, key).Count > 0),
            TakesAliases = call.Source == "kms.amazonaws.com",
            TakesShortNames = call.Source == "lambda.amazonaws.com",
        };

    private bool IsOpen(CallProspect call, IReadOnlyList<EventRow> rows) =>
        rows.Any(r => IsSingleton(r) || MayEndAttachment(r) || MayBeRenamed(r))
        || BeyondNames.Covers(call.Source, call.Operation, _held)
        || (_holdsDefault && call.Source is "events.amazonaws.com" or "ecs.amazonaws.com");

    private static bool NamesOwner(EventRow row) =>
        row.Ids.Select(i => i.Path).Concat(row.Outs.Concat(row.Pairs).Select(p => p.Path)).Any(path => LastOf(path) is not ExpectedOwner and var name
            && (name.Contains("Owner", StringComparison.OrdinalIgnoreCase) || name.Contains("Account", StringComparison.OrdinalIgnoreCase)));

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    // The account and the region alone say which one is meant.
    private bool IsSingleton(EventRow row) => row is { IsSingleton: true, Type.Name: var type } && _held.Contains(type);

    // A child that an earlier event attached is known by its own id, which no state holds.
    private static bool MayEndAttachment(EventRow row) =>
        row is { Type: { } type, Effect: RowEffect.Delete, IsInferred: false } && (!type.Attributes.ContainsKey("arn") || BeyondNames.IsChildWithArn(type.Name));

    // What goes by a new name since an earlier event is held by its old one.
    private bool MayBeRenamed(EventRow row) => row.Type is { } type
        ? NewNames.Types.Any(renamed => _held.Contains(renamed) && (type.Name == renamed || type.Name.StartsWith(renamed + "_", StringComparison.Ordinal)))
        : row.TagPackages.Any(package => NewNames.Types.Any(renamed => _held.Contains(renamed) && catalog.Type(renamed)?.Package == package));
}
