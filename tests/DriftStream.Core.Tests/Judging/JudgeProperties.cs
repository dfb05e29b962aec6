using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Terraform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DriftStream.Core.Tests.Judging;

/// <summary>What holds for all calls, not only for those in the corpus.</summary>
public sealed class JudgeProperties
{
    private const string Group = "sg-0a0b0c0d0e0f01234";
    private static readonly Judge Judge = new(EventCatalog.Load(), new JudgeSettings());
    private static readonly StateIndex States = StateIndex.Build(EventCatalog.Load(), [State()]);

    private static readonly Gen<JsonObject> Permission =
        from protocol in Gen.Elements("tcp", "udp", "-1", "icmp")
        from port in Gen.Elements(22, 80, 443, 8080)
        from ranges in Gen.SubListOf("10.1.0.0/16", "10.2.0.0/16", "0.0.0.0/0")
        from groups in Gen.SubListOf("sg-0fedcba9876543210", Group)
        where ranges.Count + groups.Count > 0
        select Rule(protocol, port, ranges, groups);

    private static readonly Gen<Dictionary<string, string>> NewTags =
        from keys in Gen.SubListOf("Name", "Team", "a.b/c", "x", "\"q\"")
        from values in Gen.Elements("", "1", "true", "blue").ArrayOf(keys.Count)
        select keys.Zip(values).ToDictionary(p => p.First, p => p.Second);

    [Fact]
    public void Rules_that_are_added_and_taken_away_leave_nothing_open()
    {
        var calls = from rules in Permission.NonEmptyListOf() from egress in Gen.Elements("Ingress", "Egress") select (rules, egress);

        Prop.ForAll(Arb.From(calls), call =>
        {
            var book = Decide(DeviationBook.Empty, Change("e-1", "AuthorizeSecurityGroup" + call.egress, Rules(call.rules)));
            book = Decide(book, Change("e-2", "RevokeSecurityGroup" + call.egress, Rules(call.rules)));
            return IsSettled(book) || (call.egress == "Ingress" && Holds(call.rules));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Tags_that_are_set_and_set_back_leave_nothing_open() => Prop.ForAll(Arb.From(NewTags), tags =>
    {
        var book = Decide(DeviationBook.Empty, Tagging("e-1", tags));
        book = Decide(book, Tagging("e-2", new() { ["Name"] = "ledgers", ["Team"] = "true" }));
        return IsSettled(book);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_a_list_does_not_change_the_changes() => Prop.ForAll(Arb.From(Permission.NonEmptyListOf()), rules =>
    {
        var turned = Enumerable.Reverse(rules).Select(r => r.DeepClone().AsObject()).ToList();
        return Sides(Change("e-1", "AuthorizeSecurityGroupIngress", Rules(rules))).SetEquals(Sides(Change("e-1", "AuthorizeSecurityGroupIngress", Rules(turned))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_element_may_stand_without_its_list_and_numbers_may_be_texts() => Prop.ForAll(Arb.From(Permission), rule =>
    {
        var written = Change("e-1", "AuthorizeSecurityGroupIngress", Rules([rule]));
        var loose = Change("e-1", "AuthorizeSecurityGroupIngress", Loosened(Rules([rule])).AsObject());
        return Sides(written).SetEquals(Sides(loose));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_envelope_changes_nothing()
    {
        foreach (var (record, _) in CorpusRecords())
        {
            var text = record.ToJsonString();
            var bare = Findings(text);
            string[] wrapped =
            [
                $$"""{"Records":[{{text}}]}""",
                $$"""{"version":"0","detail-type":"AWS API Call via CloudTrail","source":"aws.any","detail":{{text}}}""",
                $$"""{"Events":[{"CloudTrailEvent":{{JsonSerializer.Serialize(text)}}}]}""",
                $$"""{"Type":"Notification","Message":{{JsonSerializer.Serialize($$"""{"detail-type":"AWS API Call via CloudTrail","detail":{{text}}}""")}}}""",
            ];

            Assert.All(wrapped, w => Assert.Equal(bare, Findings(w)));
        }
    }

    [Fact]
    public void No_member_of_any_kind_in_any_place_stops_the_judge()
    {
        string[] tokens = ["null", "true", "17", "-1.5", "\"text\"", "\"\"", "[]", "{}", "[[1]]", "[\"\"]", "{\"items\":{\"items\":[{}]}}", "\"%7B\"", "\"{\\\"Statement\\\":3}\"", "\"HIDDEN_DUE_TO_SECURITY_REASONS\"", "99999999999999999999"];
        var places = CorpusRecords().SelectMany(r => Places(r.Record["requestParameters"]).Concat(Places(r.Record["responseElements"])).Select(p => (r.Record, r.States, Path: p))).ToArray();
        var odd = from place in Gen.Elements(places) from token in Gen.Elements(tokens) select (place.Record, place.States, place.Path, token);

        Prop.ForAll(Arb.From(odd), o => JudgesWithout(o.Record, o.States, o.Path, o.token)).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    private static bool JudgesWithout(JsonObject record, StateIndex states, string path, string token)
    {
        var copy = record.DeepClone();
        var at = copy;
        var steps = path.Split('\n');
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(step)]! : at[step]!;
        }

        if (at is JsonArray array)
        {
            array[int.Parse(steps[^1])] = JsonNode.Parse(token);
        }
        else
        {
            at[steps[^1]] = JsonNode.Parse(token);
        }

        var judgement = Judge.Decide(Read(copy.ToJsonString()), states, DeviationBook.Empty);
        return judgement.Findings.Count > 0 && !judgement.Findings.SelectMany(Promises.Broken).Any();
    }

    // Paths from the record on, steps divided by line breaks, which no member's name holds.
    private static IEnumerable<string> Places(JsonNode? node)
    {
        if (node is null)
        {
            yield break;
        }

        var path = string.Join('\n', Steps(node).Reverse());
        yield return path;
        var children = node is JsonObject map ? map.Select(m => m.Value) : node is JsonArray list ? list : [];
        foreach (var place in children.SelectMany(Places))
        {
            yield return place;
        }
    }

    private static IEnumerable<string> Steps(JsonNode node)
    {
        for (var at = node; at.Parent is { } parent; at = parent)
        {
            yield return parent is JsonArray ? at.GetElementIndex().ToString() : at.GetPropertyName();
        }
    }

    private static List<(JsonObject Record, StateIndex States)> CorpusRecords()
    {
        var folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");
        return [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Records)];
    }

    private static IEnumerable<(JsonObject Record, StateIndex States)> Records(string file)
    {
        var corpusCase = CorpusCase.Read(file);
        var states = StateIndex.Build(EventCatalog.Load(), corpusCase.States);
        return corpusCase.Events.Select(e => (JsonNode.Parse(e.Record.Span)!.AsObject(), states));
    }

    private static TerraformState State()
    {
        var resources = JsonNode.Parse("""
            {"resources":[
              {"address":"aws_security_group.edge","attributes":{"id":"sg-0a0b0c0d0e0f01234","name":"edge","owner_id":"444455556666","region":"eu-north-1","tags":null,"tags_all":{},"egress":[],
                "ingress":[{"cidr_blocks":["10.1.0.0/16"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"udp","security_groups":[],"self":false,"to_port":443}]}},
              {"address":"aws_s3_bucket.ledgers","attributes":{"id":"ledgers","bucket":"ledgers","arn":"arn:aws:s3:::ledgers","tags":{"Name":"ledgers","Team":"true"},"tags_all":{"Name":"ledgers","Team":"true"}}}]}
            """)!.AsObject();
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(ShortState.Expand(resources, "lineage")), new StateSource("shop", "shop.tfstate"));
    }

    private static JsonObject Rule(string protocol, int port, IEnumerable<string> ranges, IEnumerable<string> groups) => new()
    {
        ["ipProtocol"] = protocol,
        ["fromPort"] = port,
        ["toPort"] = port,
        ["ipRanges"] = new JsonObject { ["items"] = new JsonArray([.. ranges.Select(r => new JsonObject { ["cidrIp"] = r })]) },
        ["groups"] = new JsonObject { ["items"] = new JsonArray([.. groups.Select(g => new JsonObject { ["groupId"] = g, ["userId"] = "444455556666" })]) },
    };

    private static JsonObject Rules(IEnumerable<JsonObject> rules) => new()
    {
        ["groupId"] = Group,
        ["ipPermissions"] = new JsonObject { ["items"] = new JsonArray([.. rules.Select(r => r.DeepClone())]) },
    };

    // The state's own rule, once revoked, is open for good.
    private static bool Holds(IEnumerable<JsonObject> rules) => rules.Any(r => r["ipProtocol"]!.GetValue<string>() == "udp" && r["fromPort"]!.GetValue<int>() == 443);

    private static JsonNode Loosened(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, m.Value is JsonArray { Count: 1 } one ? Loosened(one[0]!) : Loosened(m.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(i => Loosened(i!))]),
        _ => node.GetValueKind() == JsonValueKind.Number ? JsonValue.Create(node.ToJsonString()) : node.DeepClone(),
    };

    private static CloudTrailEvent Tagging(string id, Dictionary<string, string> tags) => Read(new JsonObject
    {
        ["eventID"] = id,
        ["eventTime"] = $"2026-05-04T09:00:0{id[^1]}Z",
        ["eventSource"] = "s3.amazonaws.com",
        ["eventName"] = "PutBucketTagging",
        ["requestParameters"] = new JsonObject
        {
            ["bucketName"] = "ledgers",
            ["tagging"] = "",
            ["Tagging"] = new JsonObject { ["TagSet"] = new JsonObject { ["Tag"] = new JsonArray([.. tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value == "true" ? true : t.Value })]) } },
        },
    }.ToJsonString());

    private static CloudTrailEvent Change(string id, string name, JsonObject request) => Read(new JsonObject
    {
        ["eventID"] = id,
        ["eventTime"] = $"2026-05-04T09:00:0{id[^1]}Z",
        ["eventSource"] = "ec2.amazonaws.com",
        ["eventName"] = name,
        ["recipientAccountId"] = "444455556666",
        ["awsRegion"] = "eu-north-1",
        ["requestParameters"] = request,
    }.ToJsonString());

    private static CloudTrailEvent Read(string record) => EventReader.Read(Encoding.UTF8.GetBytes(record));

    private static DeviationBook Decide(DeviationBook book, CloudTrailEvent change) => Judge.Decide(change, States, book).Deviations;

    private static bool IsSettled(DeviationBook book) => !book.All.SelectMany(a => a.Value).Any(d => d.IsOpen);

    private static HashSet<string> Sides(CloudTrailEvent change) =>
        [.. Judge.Decide(change, States, DeviationBook.Empty).Findings.SelectMany(f => f.Changes.Select(c => $"{f.Verdict} {c.Path} {c.Before} {c.After}").Append($"{f.Verdict} {f.Severity}"))];

    private static List<string> Findings(string content) =>
        [.. Envelope.Split(Encoding.UTF8.GetBytes(content)).SelectMany(i => Judge.Decide(EventReader.Read(i.Bytes), States, DeviationBook.Empty).Findings).Select(FindingJson.ToJson)];
}
