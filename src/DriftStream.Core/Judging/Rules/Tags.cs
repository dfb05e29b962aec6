using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Tags on any type: whole replacement, merge and removal, in the shapes that services use; compared with the tags of the provider's defaults included.</summary>
internal static class Tags
{
    private static readonly HashSet<string> Containers = new(["tagging", "tagset", "tags", "tag", "tagslist", "taglist", "tagstoadd", "addtags", "newtags", "resourcetags", "tagsmodel", "tagsmap"], StringComparer.OrdinalIgnoreCase);
    private static readonly string[] KeyLists = ["tagkeys", "tagkeylist", "tagstoremove", "removetagkeys", "tagstodelete", "keys", "tagkey", "tagnames", "resourcetagkeys"];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => situation.Rows.Any(r => r.Effect == RowEffect.Tag)
        ?
        [
            .. RowReads.Identifying(situation),
            .. Reading.Identifying(situation, "any type", ("resourceArn", "arn")),
            .. situation.Change.Source == "ssm.amazonaws.com" ? Reading.Identifying(situation, "any type", ("resourceType", "type")) : [],
            .. KeysIn(situation).SelectMany(k => situation.Request.Find(k, StringComparison.OrdinalIgnoreCase) is { } keys ? Used(keys) : []),
            .. Container(situation.Request) is { } tags ? Used(tags) : [],
        ]
        : null;

    /// <summary>What a tagging call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        var rows = situation.Rows.Where(r => r.Effect == RowEffect.Tag).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var instances = ObjectTags.Covers(situation.Change) ? ObjectTags.Held(situation) : Tagged(situation, rows);
        if (instances.Count == 0)
        {
            return [];
        }

        var singles = instances.Where(IsSingleTag).ToList();
        if (IsWithheld(situation))
        {
            return [.. singles.Select(i => Hidden(i, "value")), .. instances.Except(singles).Where(HasTags).Select(i => Hidden(i, PlaceIn(i.Attributes)))];
        }

        var change = Read(situation);
        var owned = singles.Select(i => i.Attributes["key"].Text).ToHashSet();
        return
        [
            .. singles.Select(i => Single(i, change)).OfType<Target>(),
            .. instances.Except(singles).Where(HasTags).Select(i => Whole(i, change, owned)),
        ];
    }

    /// <summary>What is read of tags beside other settings.</summary>
    public static IEnumerable<LeafUse> ReadsBeside(Situation situation) => Container(situation.Request) is { } tags ? Used(tags) : [];

    /// <summary>The effect of tags beside other settings; null where the call sends none.</summary>
    public static AttributeEffect? Beside(Situation situation, ResourceInstance instance, TagWrite write)
    {
        var removed = RequestMembers.ScalarsIn(situation.Request["removeTags"]).ToList();
        var sent = Find(Value.MapOf(situation.Request.Members.Where(m => Containers.Contains(m.Key))));
        return HasTags(instance) && (removed.Count > 0 || sent is not null)
            ? Whole(instance, new(sent ?? Value.EmptyMap, removed, write == TagWrite.Replaces, OnlyIfEqual: false), []).Effects[0]
            : null;
    }

    private static List<ResourceInstance> Tagged(Situation situation, List<EventRow> rows) =>
    [
        .. rows.SelectMany(r => situation.Matcher.Match(r, situation.Change)).Select(m => m.Instance)
            .Concat(situation.Rows.Where(r => r.Type is not null && r.Weight >= 2 && TaggedKind.Allows(situation.Change, r.Type.Name)).SelectMany(r => situation.Matcher.Match(r, situation.Change)).Select(m => m.Instance))
            .Concat(ByArn(situation))
            .Distinct(),
    ];

    // aws_ec2_tag, aws_secretsmanager_tag and their kin: one tag is one resource.
    private static bool IsSingleTag(ResourceInstance instance) =>
        instance.Type.EndsWith("_tag", StringComparison.Ordinal) && instance.Attributes.Find("key", StringComparison.Ordinal) is not null;

    // A call that tags by ARN means what has that ARN, whichever package of the provider the catalogue knows it from.
    private static IEnumerable<ResourceInstance> ByArn(Situation situation) =>
        situation.Text("resourceArn") is { } arn ? situation.States.Find(arn).Where(i => i.Attributes["arn"].Text == arn) : [];

    private static IEnumerable<LeafUse> Used(Value tags) => Leaves.Of(tags).Select(l => new LeafUse(l.Leaf, LeafRole.ReadByRule, "any type.tags"));

    /// <summary>The tags in a value of any shape; null where it holds none.</summary>
    public static Value? Find(Value root) => Container(root) is { } tags ? Plain(tags) : null;

    /// <summary>Tags as a map, whatever their shape.</summary>
    public static Value Plain(Value tags) => Coercion.ToMap(WithoutMarkup(RequestMembers.Unwrap(tags)));

    /// <summary>Tags that come to those that a resource has.</summary>
    public static AttributeEffect Added(Value attributes, Value tags)
    {
        var change = new TagChange(tags, [], ReplacesAll: false, OnlyIfEqual: false);
        return new(PlaceIn(attributes), before => change.Apply(before, [])) { ShownAs = "tags", View = WithoutAws };
    }

    private static Value? Container(Value root)
    {
        foreach (var (name, value) in root.Members)
        {
            if (Containers.Contains(name) && !IsMarker(value))
            {
                var plain = RequestMembers.Unwrap(value);
                return plain.Kind == ValueKind.Map && plain.Members.Any(m => Containers.Contains(m.Key)) ? Container(plain) : plain;
            }
        }

        return root.Members.Where(m => m.Value.Kind == ValueKind.Map).Select(m => Container(m.Value)).FirstOrDefault(v => v is not null);
    }

    // CloudTrail leaves out a request that is too large: without tags and keys it is no wish to have none.
    private static bool IsWithheld(Situation situation) =>
        situation.Change.Operation is not ("DeleteBucketTagging" or "DeleteObjectTagging")
        && !(Verbs.Removes(situation.Change.Operation) && situation.Change.Source == "ec2.amazonaws.com")
        && !Sends(situation.Request)
        && KeysIn(situation).All(k => situation.Request.Find(k, StringComparison.OrdinalIgnoreCase) is null);

    private static bool Sends(Value request) =>
        request.Members.Any(m => Containers.Contains(m.Key) ? !m.Value.IsNull && !IsMarker(m.Value) : m.Value.Kind == ValueKind.Map && Sends(m.Value));

    private static Target Hidden(ResourceInstance instance, string attribute) => new()
    {
        Kind = TargetKind.Change,
        Instance = instance,
        Effects = [AttributeEffect.Unknown(attribute) with { ShownAs = attribute == "value" ? attribute : "tags" }],
    };

    // S3 writes "tagging": "" beside the real Tagging, in old records "tagging": [""].
    private static bool IsMarker(Value value) => value.IsScalar || (value.Items.Count > 0 && value.Items.All(i => i.IsScalar));

    private static bool HasTags(ResourceInstance instance) =>
        instance.Attributes.Find("tags", StringComparison.Ordinal) is not null || instance.Attributes.Find("tags_all", StringComparison.Ordinal) is not null;

    // UntagLogGroup calls its list of keys tags.
    private static IEnumerable<string> KeysIn(Situation situation) =>
        Verbs.Removes(situation.Change.Operation) && situation.Request["tags"] is { Kind: ValueKind.List } named && named.Items.All(i => i.IsScalar) ? KeyLists.Append("tags") : KeyLists;

    private static TagChange Read(Situation situation)
    {
        var operation = situation.Change.Operation;
        var request = situation.Request;
        if (operation is "PutBucketTagging" or "PutObjectTagging" or "PutJobTagging")
        {
            return new(Find(request) ?? Value.EmptyMap, [], ReplacesAll: true, OnlyIfEqual: false);
        }

        if (operation is "DeleteBucketTagging" or "DeleteObjectTagging")
        {
            return new(Value.EmptyMap, [], ReplacesAll: true, OnlyIfEqual: false);
        }

        var keys = KeysIn(situation).SelectMany(k => request.Find(k, StringComparison.OrdinalIgnoreCase) is { } list ? RequestMembers.ScalarsIn(list) : []).ToList();
        var tags = Find(request) ?? Value.EmptyMap;
        var removes = Verbs.Removes(operation);
        if (removes && keys.Count == 0)
        {
            return Removed(situation, tags);
        }

        return new(removes ? Value.EmptyMap : tags, keys, ReplacesAll: false, OnlyIfEqual: false);
    }

    // EC2 DeleteTags names keys, and values only where the tag must have that value to go; naming nothing removes everything.
    private static TagChange Removed(Situation situation, Value tags)
    {
        if (tags.Members.Count == 0 && situation.Change.Source == "ec2.amazonaws.com")
        {
            return new(Value.EmptyMap, [], ReplacesAll: true, OnlyIfEqual: false);
        }

        var valued = RequestMembers.Find(situation.Request, "TagSet")
            .SelectMany(m => m.Value.Kind == ValueKind.List ? m.Value.Items : [m.Value])
            .Where(t => !t["value"].IsNull)
            .Select(t => t["key"].Text)
            .ToHashSet();
        return new(
            Value.MapOf(tags.Members.Where(m => valued.Contains(m.Key))),
            [.. tags.Members.Where(m => !valued.Contains(m.Key)).Select(m => m.Key)],
            ReplacesAll: false,
            OnlyIfEqual: true);
    }

    private static Target Whole(ResourceInstance instance, TagChange change, HashSet<string> ownedElsewhere)
    {
        return new Target
        {
            Kind = TargetKind.Change,
            Instance = instance,
            Effects = [new(PlaceIn(instance.Attributes), before => change.Apply(before, ownedElsewhere)) { ShownAs = "tags", View = WithoutAws, DecidesAll = change.ReplacesAll, Decides = [.. change.Keys.Select(k => new DecidedPlace(AttributePath.Key("tags", k), ""))] }],
        };
    }

    /// <summary>The tags of an instance as they are compared.</summary>
    public static Value InState(Value attributes) => WithoutAws(attributes[PlaceIn(attributes)]);

    private static string PlaceIn(Value attributes) => attributes["tags_all"].Kind == ValueKind.Map ? "tags_all" : "tags";

    private static Target? Single(ResourceInstance instance, TagChange change)
    {
        var key = instance.Attributes["key"].Text;
        var before = Value.MapOf((key, instance.Attributes["value"]));
        var after = change.Apply(before, new HashSet<string>());
        return after[key] switch
        {
            { IsNull: true } => new Target { Kind = TargetKind.Delete, Instance = instance },
            _ when !change.Names(key) => null,
            var value => new Target { Kind = TargetKind.Change, Instance = instance, Effects = [AttributeEffect.Replace("value", value)] },
        };
    }

    // aws: keys belong to AWS; Terraform neither sets nor sees them.
    private static Value WithoutAws(Value tags) => Value.MapOf(tags.Members.Where(m => !IsAws(m.Key)));

    private static bool IsAws(string key) => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    private static Value WithoutMarkup(Value value) => value.Kind == ValueKind.Map ? Value.MapOf(value.Members.Where(m => !m.Key.StartsWith("xmlns", StringComparison.Ordinal))) : value;

    /// <summary>What a call does to tags.</summary>
    private sealed record TagChange(Value Set, IReadOnlyList<string> Gone, bool ReplacesAll, bool OnlyIfEqual)
    {
        public IEnumerable<string> Keys => Gone.Concat(Set.Members.Select(m => m.Key)).Where(k => !IsAws(k));

        public bool Names(string key) => ReplacesAll || Keys.Contains(key);

        public Value Apply(Value before, HashSet<string> except)
        {
            var start = ReplacesAll ? Value.MapOf(before.Members.Where(m => except.Contains(m.Key))) : before;
            foreach (var (key, value) in Set.Members.Where(m => !IsAws(m.Key) && !except.Contains(m.Key)))
            {
                start = OnlyIfEqual ? !start[key].IsNull && start[key].Text == value.Text ? start.With(key, null) : start : start.With(key, value);
            }

            return Value.MapOf(start.Members.Where(m => !Gone.Contains(m.Key) || except.Contains(m.Key)));
        }
    }
}
