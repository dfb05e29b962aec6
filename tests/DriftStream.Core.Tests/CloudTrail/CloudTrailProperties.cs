using System.Text;
using System.Text.Json.Nodes;
using DriftStream.Core.CloudTrail;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class CloudTrailProperties
{
    private static readonly string[] Contents = [.. Sample.Wrappings(Sample.Record()).Values, Sample.File(Sample.WithId("1"), Sample.WithId("2")), $"{Sample.WithId("1")}\n{Sample.WithId("2")}\n"];

    [Fact]
    public void Any_bytes_are_split_without_an_exception() => Prop.ForAll<byte[]>(ReadsAll).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_of_JSON_signs_is_split_without_an_exception()
    {
        var signs = Gen.ArrayOf(Gen.Elements("{", "}", "[", "]", ",", ":", "\"", "\\", "\n", " ", "1", "null", "\"Records\":[", "\"Body\":\"{}\"", "\"eventName\":\"a\"", "\"eventSource\":\"b\"", "\"detail\":{"));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(signs.ToArbitrary(), parts => ReadsAll(Sample.Bytes(string.Concat(parts)))));
    }

    [Fact]
    public void Any_change_to_a_good_input_is_survived()
    {
        var mutation = from content in Gen.Elements(Contents)
                       from at in Gen.Choose(0, content.Length - 1)
                       from drop in Gen.Choose(0, 3)
                       from put in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b))
                       select Mutated(Sample.Bytes(content), at, drop, put);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(mutation.ToArbitrary(), ReadsAll));
    }

    [Fact]
    public void A_record_reads_the_same_whether_a_blank_stands_before_it_or_not()
    {
        var record = Sample.Record(("requestParameters", """{"text":"a \"quoted\" one","numbers":[0,-1.5,2e3],"none":null,"is":true}"""));
        var mutation = from at in Gen.Choose(1, record.Length - 1)
                       from drop in Gen.Choose(0, 3)
                       from put in Gen.ArrayOf(Gen.Elements("{}[],:\"\\ \n019-.etfnu\u0001".Select(c => (byte)c).ToArray()))
                       select Mutated(Sample.Bytes(record), at, drop, put[..Math.Min(2, put.Length)]);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(mutation.ToArbitrary(), bytes => ToldOrRefused(bytes).ShouldBe(ToldOrRefused([(byte)' ', .. bytes]))));
    }

    [Fact]
    public void A_record_reads_the_same_in_every_wrapping() => Prop.ForAll<string, int>((text, number) =>
    {
        var parameters = new JsonObject { ["text"] = text, ["list"] = new JsonArray(number, text), [text ?? ""] = number };
        var record = Sample.Record(("requestParameters", parameters.ToJsonString()));
        var expected = Told(EventReader.Read(Sample.Bytes(record)));

        foreach (var (wrapping, content) in Sample.Wrappings(record))
        {
            var item = Envelope.Split(Sample.Bytes(content)).ShouldHaveSingleItem();
            Told(EventReader.Read(item.Bytes)).ShouldBe(expected, wrapping);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_members_does_not_matter() => Prop.ForAll<int>(seed =>
    {
        var record = JsonNode.Parse(Sample.Record())!.AsObject();

        var shuffled = Encoding.UTF8.GetBytes(Shuffled(record, new Random(seed)).ToJsonString());

        Told(EventReader.Read(shuffled)).ShouldBe(Told(EventReader.Read(Sample.Bytes(Sample.Record()))));
        Envelope.Split(shuffled).ShouldHaveSingleItem().Kind.ShouldBe(EnvelopeItemKind.Record);
    }).QuickCheckThrowOnFailure();

    private static bool ReadsAll(byte[] content)
    {
        foreach (var item in Envelope.Split(content))
        {
            (item.Note is null).ShouldBe(item.Kind == EnvelopeItemKind.Record);
            if (item.Kind == EnvelopeItemKind.Record)
            {
                ReadsOrSaysWhy(item.Bytes);
            }
        }

        return true;
    }

    private static void ReadsOrSaysWhy(ReadOnlyMemory<byte> record)
    {
        try
        {
            var change = EventReader.Read(record);
            Told(change).ShouldNotBeEmpty();
            ActorReader.Read(change).Name.ShouldNotBe("");
        }
        catch (RecordUnreadableException unreadable)
        {
            unreadable.Message.ShouldEndWith(".");
        }
    }

    private static byte[] Mutated(byte[] content, int at, int drop, byte[] put) =>
        [.. content.Take(at), .. put, .. content.Skip(at + drop)];

    private static JsonNode Shuffled(JsonNode node, Random random)
    {
        if (node is not JsonObject map)
        {
            return node.DeepClone();
        }

        var members = map.ToArray();
        random.Shuffle(members);
        return new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Shuffled(m.Value, random))));
    }

    // Everything but the record's own bytes, maps by name.
    // Without the id, which a blank changes where the record has none.
    private static string ToldOrRefused(byte[] record)
    {
        try
        {
            var told = Told(EventReader.Read(record));
            return told[told.IndexOf('|', StringComparison.Ordinal)..];
        }
        catch (RecordUnreadableException)
        {
            return "refused";
        }
    }

    private static string Told(CloudTrailEvent change) => string.Join('|',
        change.Id, change.Time, change.Source, change.Name, change.Operation, change.Account, change.Region, change.IsReadOnly, change.ErrorCode,
        change.SourceIp, change.UserAgent, change.Type, change.Category, change.FromConsole, change.Identity,
        string.Join(',', change.Request.Members.Select(m => $"{m.Key}={m.Value}").Order(StringComparer.Ordinal)), change.Response, change.Details, string.Join(',', change.Resources));
}
