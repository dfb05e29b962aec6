using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>Finds the instances that an event names, by the identifying members of catalogue rows.</summary>
public sealed class Matcher(EventCatalog catalog, StateIndex states)
{
    private const string Qualifier = "Qualifier";

    private static readonly HashSet<string> Regionless = ["s3.amazonaws.com", "iam.amazonaws.com", "route53.amazonaws.com", "cloudfront.amazonaws.com", "organizations.amazonaws.com"];

    /// <summary>The resources that are called by other names by now.</summary>
    internal IReadOnlyList<Rename> Renamed { get; init; } = [];

    /// <summary>The instances that a row fits. All members that are in the event and not empty in the state must agree.</summary>
    public IReadOnlyList<RowMatch> Match(EventRow row, CloudTrailEvent change)
    {
        if (states.Count == 0)
        {
            return [];
        }

        if (row.Effect == RowEffect.Tag)
        {
            return MatchTagged(row, change);
        }

        if (row.Type is null || states.OfType(row.Type.Name).Count == 0)
        {
            return [];
        }

        var named = new List<(IdMember Member, IReadOnlyList<string> Values)>();
        foreach (var id in row.Ids)
        {
            if (Meant(id, row, change) is { Count: > 0 } values)
            {
                named.Add((id, values));
            }
        }

        return named.Count > 0 ? MatchNamed(row, change, named)
            : row.IsSingleton ? Singletons(row, change)
            : [.. MatchNew(row, change), .. MatchListed(row, change), .. MatchAnswered(row, change)];
    }

    // A request that AWS cut off or left out: the answer may name what it changed.
    private List<RowMatch> MatchAnswered(EventRow row, CloudTrailEvent change)
    {
        var named = Answered(row, change);
        return named.Count > 0 ? MatchNamed(row, change, named) : [];
    }

    /// <summary>What the answer of a changing call says of which resource it changed.</summary>
    internal static List<(IdMember Member, IReadOnlyList<string> Values)> Answered(EventRow row, CloudTrailEvent change)
    {
        var response = RequestMembers.ResponseRoot(change);
        if (response.IsNull)
        {
            return [];
        }

        var changed = response.Members is [{ Value.Kind: ValueKind.Map } only] ? only.Value : response;
        return row.Effect is RowEffect.Update or RowEffect.Put
            ? [.. row.Ids.Select(id => (Member: id, Values: (IReadOnlyList<string>)[.. RequestMembers.Find(changed, id.Path).SelectMany(m => RequestMembers.ScalarsIn(m.Value))])).Where(n => n.Values.Count > 0)]
            : [];
    }

    /// <summary>Whether account and region of the event allow that the instance is meant.</summary>
    public bool IsInPlace(ResourceInstance instance, CloudTrailEvent change)
    {
        var place = states.PlacementOf(instance);
        return (place.Account is null || change.Account is null || place.Account == change.Account)
            && (place.Region is null || change.Region is null || place.Region == change.Region
                || Regionless.Contains(change.Source) || catalog.Type(instance.Type) is { IsGlobal: true });
    }

    /// <summary>The instances of given types whose attribute names the same object as a value.</summary>
    public IReadOnlyList<ResourceInstance> Named(string type, string attribute, string value, CloudTrailEvent change)
    {
        if (states.OfType(type).Count == 0)
        {
            return [];
        }

        List<ResourceInstance>? found = null;
        foreach (var name in WithOldNames([value], change, rename => rename.Concerns(type)))
        {
            foreach (var instance in states.Candidates(name))
            {
                if (instance.Type == type && IsCalled(instance, attribute, name, attribute == "id", change) && IsInPlace(instance, change))
                {
                    (found ??= []).Add(instance);
                }
            }
        }

        return found ?? (IReadOnlyList<ResourceInstance>)[];
    }

    /// <summary>The instances that are listed in the record's resources by ARN, whatever the type.</summary>
    public IEnumerable<ResourceInstance> Listed(CloudTrailEvent change) =>
        change.Resources.SelectMany(r => states.Find(r.Arn).Where(i => i.Attributes["arn"].Text == r.Arn)).Distinct();

    /// <summary>The managed resources that a new child belongs to: those whose own id an identifying member holds.</summary>
    public IEnumerable<ResourceInstance> Parents(EventRow row, CloudTrailEvent change) => states.Count == 0 ? [] :
        from id in row.Ids.Count > 0 ? row.Ids : RequiredReferences(row)
        let values = Meant(id, row, change)
        from owner in catalog.Owners(change.Source, LastOf(id.Path))
        where owner != row.Type
        from value in values
        from attribute in (IEnumerable<string>)["id", "arn", "name", .. owner.IdAttributes.Take(2)]
        from parent in Named(owner.Name, attribute, value, change)
        select parent;

    /// <summary>The managed resources that a new object was put into: those whose own id any parameter holds.</summary>
    public IEnumerable<ResourceInstance> Surroundings(ResourceType created, CloudTrailEvent change) => states.Count == 0 ? [] :
        from member in RequestMembers.Root(change).Members
        where member.Value.IsScalar && member.Value.Text.Length > 0
        from owner in catalog.Owners(change.Source, member.Key).Take(1)
        where owner != created
        from around in Named(owner.Name, "id", member.Value.Text, change)
        select around;

    /// <summary>The managed resources that a new object watches: <c>ResourceId</c> may be the id of anything that has an ARN.</summary>
    public IEnumerable<ResourceInstance> Watched(CloudTrailEvent change) => states.Count == 0 ? [] :
        from member in RequestMembers.Root(change).Members
        where member.Key is "ResourceId" or "ResourceIds" or "resourceId" or "resourceIds"
        from value in RequestMembers.ScalarsIn(member.Value)
        from watched in states.Candidates(value)
        where watched.Attributes["id"].Text == value && watched.Attributes["arn"].Text.Length > 0 && IsInPlace(watched, change)
        select watched;

    /// <summary>All values that an identifying member carries in this event.</summary>
    public static IReadOnlyList<string> ValuesOf(IdMember id, CloudTrailEvent change)
    {
        var named = RequestMembers.FindIdentifiers(RequestMembers.Root(change), id.Path, id.XmlPath);
        return named.Count > 0 ? Spelled(named, id, change) : id.Path switch
        {
            "UserName" when Oneself(change) is { } user => [user],
            // https://docs.aws.amazon.com/glue/latest/webapi/API_PutDataCatalogEncryptionSettings.html
            // What is left out means the one that everybody has.
            "EventBusName" when change.Source == "events.amazonaws.com" => ["default"],
            "cluster" when change.Source == "ecs.amazonaws.com" => ["default"],
            "CatalogId" when change is { Source: "glue.amazonaws.com", Account: { } account } => [account],
            _ => [.. AlsoCalled(id, change).Select(v => v.Text)],
        };
    }

    private static IReadOnlyList<string> Spelled(IReadOnlyList<string> named, IdMember id, CloudTrailEvent change) =>
        change is { Source: "lambda.amazonaws.com", Account: { } account } && id.Path == "FunctionName" ? [.. named.Select(n => FunctionNames.Whole(n, account))] : named;

    /// <summary>What stands where an identifying member is missing: Kinesis takes a stream's ARN for its name, EKS calls a cluster as its paths do, and many services take a name for an ARN.</summary>
    internal static IEnumerable<Value> AlsoCalled(IdMember id, CloudTrailEvent change) =>
        ((change.Source, id.Path) switch
        {
            ("kinesis.amazonaws.com", "StreamName") => RequestMembers.Find(RequestMembers.Root(change), "StreamARN"),
            ("eks.amazonaws.com", "clusterName") => RequestMembers.Find(RequestMembers.Root(change), "name"),
            (_, [.. var thing, 'A', 'r' or 'R', 'n' or 'N']) when thing.Length > 0 => RequestMembers.Find(RequestMembers.Root(change), thing + "Name"),
            _ => [],
        }).Select(m => m.Value).Where(v => v.IsScalar && v.Text.Length > 0);

    /// <summary>The texts that an attribute holds, through blocks and lists.</summary>
    public static IReadOnlyList<string> Texts(ResourceInstance instance, string path) => AttributeTexts.Of(instance, path);

    private static bool IsCalled(ResourceInstance instance, string attribute, string name, bool isComposite, CloudTrailEvent change)
    {
        foreach (var text in Texts(instance, attribute))
        {
            if (Identifiers.Same(text, name, isComposite, IgnoresCase(change)))
            {
                return true;
            }
        }

        return false;
    }

    private List<RowMatch> MatchNamed(EventRow row, CloudTrailEvent change, List<(IdMember Member, IReadOnlyList<string> Values)> named)
    {
        var matches = new List<RowMatch>();
        foreach (var instance in Candidates(row, named))
        {
            var agreeing = 0;
            var by = "";
            var fits = IsMeantWhole(instance, row, named, change) && named.All(n => Agrees(instance, n.Member, n.Values, change, ref agreeing, ref by));
            if (fits && agreeing > 0 && IsInPlace(instance, change))
            {
                matches.Add(new(row, instance, agreeing, by));
            }
        }

        return matches;
    }

    private List<ResourceInstance> Candidates(EventRow row, List<(IdMember Member, IReadOnlyList<string> Values)> named)
    {
        var found = new List<ResourceInstance>();
        foreach (var (_, values) in named)
        {
            foreach (var value in values)
            {
                found.AddRange(states.Candidates(value).Where(i => i.Type == row.Type!.Name));
            }
        }

        return found.Count > 1 ? [.. found.Distinct()] : found;
    }

    // A function's versions and aliases have permissions and settings of their own: without a qualifier the function itself is meant.
    private static bool IsMeantWhole(ResourceInstance instance, EventRow row, List<(IdMember Member, IReadOnlyList<string> Values)> named, CloudTrailEvent change) =>
        change.Source != "lambda.amazonaws.com" || row.Ids.All(i => i.Path != Qualifier) || named.Exists(n => n.Member.Path == Qualifier)
        || instance.Attributes["qualifier"].Text.Length == 0 || named.Exists(n => n.Values.Any(v => v.EndsWith(":" + instance.Attributes["qualifier"].Text, StringComparison.Ordinal)));

    private bool Agrees(ResourceInstance instance, IdMember member, IReadOnlyList<string> values, CloudTrailEvent change, ref int agreeing, ref string by)
    {
        var known = false;
        foreach (var attribute in member.Attributes)
        {
            foreach (var text in Texts(instance, attribute))
            {
                known = true;
                if (values.FirstOrDefault(v => IsThere(instance, text, v) && Identifiers.Same(text, v, attribute == "id" || member.IsApproximate, IgnoresCase(change))) is { } value)
                {
                    agreeing++;
                    by += (by.Length > 0 ? ", " : "") + $"{LastOf(member.Path)} {value} is its {attribute}";
                    return true;
                }
            }
        }

        return !known;
    }

    // A name in the state and an ARN in the event: then the ARN's account and region have to agree as well.
    private bool IsThere(ResourceInstance instance, string inState, string inEvent)
    {
        if (!Arn.TryParse(inEvent, out var arn) || inState.StartsWith("arn:", StringComparison.Ordinal))
        {
            return true;
        }

        var place = states.PlacementOf(instance);
        return (place.Account is null || arn.Account is "" or "aws" || arn.Account.SequenceEqual(place.Account))
            && (place.Region is null || arn.Region is "" || arn.Region.SequenceEqual(place.Region));
    }

    private List<RowMatch> MatchTagged(EventRow row, CloudTrailEvent change)
    {
        var matches = new List<RowMatch>();
        foreach (var id in row.Ids)
        {
            var kinds = KindsOf(id, change);
            foreach (var (value, only) in Called(id, change))
            {
                foreach (var instance in states.Candidates(value).Where(i => only is null || i.Type == only))
                {
                    if (catalog.Type(instance.Type) is { TagAttribute: { } tag } type && row.TagPackages.Contains(type.Package)
                        && (kinds.Count == 0 || kinds.Contains(type)) && TaggedKind.Allows(change, type.Name) && IsTagged(instance, tag, value, change) && !matches.Exists(m => m.Instance == instance))
                    {
                        matches.Add(new(row, instance, 1, $"{value} is its {tag}"));
                    }
                }
            }
        }

        return matches;
    }

    // A renamed resource has another ARN, and many kinds of resources have ARNs alike.
    private IEnumerable<(string Value, string? Only)> Called(IdMember id, CloudTrailEvent change) => ValuesOf(id, change).SelectMany(v =>
        Renamed.Select(r => (r.Before(v, IgnoresCase(change)), (string?)r.Type)).Where(named => named.Item1 is not null).Select(named => (named.Item1!, named.Item2)).Prepend((v, null)));

    // TagRole names a role, whoever else has that name; ResourceArn names anything.
    private IReadOnlyList<ResourceType> KindsOf(IdMember id, CloudTrailEvent change) => LastOf(id.Path) switch
    {
        "LoadBalancerNames" => [catalog.Type("aws_elb")!],
        "Arn" or "ARN" => [],
        var name when name.StartsWith("Resource", StringComparison.Ordinal) => [],
        var name => catalog.Owners(change.Source, name),
    };

    private bool IsTagged(ResourceInstance instance, string tag, string value, CloudTrailEvent change) =>
        (IsCalled(instance, tag, value, isComposite: false, change) || IsCalled(instance, "arn", value, isComposite: false, change) || IsCalled(instance, "id", value, isComposite: false, change))
        && HasNoOtherArn(instance, value)
        && IsInPlace(instance, change);

    // What has another ARN is something else, though it may have the same name.
    private static bool HasNoOtherArn(ResourceInstance instance, string value) =>
        !Arn.TryParse(value, out _) || Texts(instance, "arn").All(a => !Arn.TryParse(a, out _) || Identifiers.Same(a, value));

    private List<RowMatch> Singletons(EventRow row, CloudTrailEvent change) =>
        [.. states.OfType(row.Type!.Name).Where(i => IsInPlace(i, change) && (states.PlacementOf(i).Account is not null || !states.HasAccountBeside(change.Account))).Select(i => new RowMatch(row, i, 1, "there is one for each account and region"))];

    private List<RowMatch> MatchNew(EventRow row, CloudTrailEvent change)
    {
        var response = RequestMembers.ResponseRoot(change);
        if (response.IsNull)
        {
            return [];
        }

        var matches =
            from pair in row.Outs
            from text in RequestMembers.FindIdentifiers(response, pair.Path, pair.XmlPath)
            from attribute in pair.Attributes
            from instance in states.Candidates(text)
            where instance.Type == row.Type!.Name && Texts(instance, attribute).Any(t => Identifiers.Same(t, text)) && IsInPlace(instance, change)
            select new RowMatch(row, instance, 1, $"the new {attribute} is {text}");
        return [.. matches.DistinctBy(m => m.Instance)];
    }

    private List<RowMatch> MatchListed(EventRow row, CloudTrailEvent change) => change.Resources.Count == 0 ? [] :
        [.. Listed(change).Where(i => i.Type == row.Type!.Name && IsInPlace(i, change)).Select(i => new RowMatch(row, i, 1, "AWS lists its ARN"))];

    // RDS and its kin lower-case what they are given.
    private static bool IgnoresCase(CloudTrailEvent change) =>
        change.Source is "rds.amazonaws.com" or "elasticache.amazonaws.com" or "redshift.amazonaws.com" or "dms.amazonaws.com" or "route53.amazonaws.com";

    // An association has no id before it is made; what it cannot be without tells where it belongs.
    internal static IReadOnlyList<IdMember> RequiredReferences(EventRow row) =>
        [.. row.Pairs.Where(p => !p.IsWeak && row.Type!.Attribute(p.Attributes[0]) is { IsRequired: true }).Select(p => new IdMember(p.Path, p.XmlPath, p.Attributes, IsApproximate: false))];

    // A key may be called by its alias; the state that holds the alias knows which key that is.
    private IReadOnlyList<string> Meant(IdMember id, EventRow row, CloudTrailEvent change) => Meant(
        WithOldNames(ValuesOf(id, change), change, rename => rename.Concerns(row.Type!.Name) && (rename.Type == row.Type.Name || catalog.Owners(change.Source, LastOf(id.Path)).Any(o => o.Name == rename.Type))),
        change);

    private IReadOnlyList<string> WithOldNames(IReadOnlyList<string> values, CloudTrailEvent change, Func<Rename, bool> concerns) => Renamed.Count == 0
        ? values
        : [.. values.Concat(Renamed.Where(concerns).SelectMany(r => values.Select(v => r.Before(v, IgnoresCase(change))).OfType<string>())).Distinct()];

    private IReadOnlyList<string> Meant(IReadOnlyList<string> values, CloudTrailEvent change) => change.Source != "kms.amazonaws.com"
        ? values
        : [.. values.SelectMany(v => v.Contains("alias/", StringComparison.Ordinal) ? Named("aws_kms_alias", "name", v[v.IndexOf("alias/", StringComparison.Ordinal)..], change).SelectMany(a => Texts(a, "target_key_id")).Append(v) : [v]).Distinct()];

    // Users who change their own credentials need not name themselves.
    private static string? Oneself(CloudTrailEvent change) =>
        change is { Source: "iam.amazonaws.com", Identity.Type: "IAMUser" } ? change.Identity.UserName : null;

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];
}
