using System.Text;
using DriftStream.Core.CloudTrail;
using Shouldly;
using Xunit;
using static DriftStream.Core.Tests.CloudTrail.EnvelopeTests;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class BrokenEnvelopeTests
{
    private const string Bad = """{"eventName":"PutBucketTagging",,}""";

    [Theory]
    [InlineData("", "The content is empty.")]
    [InlineData("  \r\n\n", "The content is empty.")]
    [InlineData("\uFEFF", "The content is empty.")]
    [InlineData("null", "Line 1 (byte 0) is null and holds no record.")]
    [InlineData("{}", "Line 1 (byte 0) is an empty object.")]
    [InlineData("[]", "Line 1 (byte 0) is an empty list.")]
    [InlineData("""{"Records":null}""", "Line 1 (byte 0) has no list in Records.")]
    [InlineData("""{"Records":[null]}""", "Records[0] (byte 12) is no object.")]
    [InlineData("""{"Records":[{}]}""", "Records[0] (byte 12) is an empty object.")]
    [InlineData("""{"Records":[[5]]}""", "Records[0][0] (byte 13) is no object.")]
    [InlineData("this is text", "Line 1 (byte 0) is no JSON object: it begins with 't'.")]
    [InlineData("""{"eventName":"CreateQueue"}""", "Line 1 (byte 0) has an eventName but no eventSource, so it is no CloudTrail record.")]
    [InlineData("""{"planet":"Mars"}""", "Line 1 (byte 0) is neither a CloudTrail record nor anything that carries one.")]
    [InlineData("""{"Body":"hello"}""", "carried text: line 1 (byte 0) is no JSON object: it begins with 'h'.")]
    [InlineData("""{"Messages":[{"Body":""}]}""", "Messages[0], carried text: The content is empty.")]
    public void What_holds_no_record_is_named(string content, string note)
    {
        var item = Split(content).ShouldHaveSingleItem();

        item.Kind.ShouldBe(EnvelopeItemKind.Unreadable);
        item.Note.ShouldBe(note);
    }

    [Fact]
    public void Other_encodings_are_named()
    {
        byte[] utf16 = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Sample.Record())];

        Envelope.Split(utf16).ShouldHaveSingleItem().Note.ShouldBe("The content is UTF-16 or UTF-32; CloudTrail writes UTF-8, so convert it first.");
        Envelope.Split(Encoding.BigEndianUnicode.GetBytes("{}")).ShouldHaveSingleItem().Note!.ShouldContain("UTF-16");
        Envelope.Split(new byte[] { 0x1F, 0x8B, 8, 0 }).ShouldHaveSingleItem().Note.ShouldBe("The content is still gzip-compressed.");
    }

    [Fact]
    public void A_bad_line_does_not_stop_the_others()
    {
        var content = $"{Sample.WithId("1")}\n{Bad}\nplain\ntext\n\n{{\"eventName\":\"cut\n{Sample.WithId("2")}\n[1\n{Sample.WithId("3")}";

        var items = Split(content);

        Ids(items).ShouldBe(["1", "2", "3"]);
        Notes(items).Select(n => n[..7]).ShouldBe(["Line 2 ", "Line 3 ", "Line 6 ", "[0] (by", "Line 8 "]);
    }

    [Fact]
    public void Bad_elements_do_not_stop_their_neighbours()
    {
        var items = Split(Sample.File(Sample.WithId("1"), "7", Bad, "[]", "\"text\"", Sample.WithId("2"), """{"Events":[{"a":tru}]}""", Sample.WithId("3")));

        Ids(items).ShouldBe(["1", "2", "3"]);
        Notes(items).Select(n => n[..n.IndexOf(' ', StringComparison.Ordinal)]).ShouldBe(["Records[1]", "Records[2]", "Records[3]", "Records[4]", "Records[6].Events[0]"]);
        items.Single(i => i.Note?.StartsWith("Records[2]", StringComparison.Ordinal) == true).Bytes.ToArray().ShouldBe(Sample.Bytes(Bad));
    }

    [Fact]
    public void Whatever_was_whole_before_a_file_was_cut_is_handed_out_and_the_cut_is_named_once()
    {
        string[] records = [Sample.WithId("1"), Sample.WithId("2"), Sample.WithId("3")];
        var content = Sample.Bytes(Sample.File(records));
        var wholeAt = records.Select((_, i) => """{"Records":[""".Length + records.Take(i + 1).Sum(r => r.Length) + i).ToArray();

        for (var cut = 1; cut < content.Length; cut++)
        {
            var items = Envelope.Split(content.AsMemory(0, cut)).ToList();

            items.Count(i => i.Kind == EnvelopeItemKind.Record).ShouldBe(wholeAt.Count(end => end <= cut), $"cut at {cut}");
            items[^1].Kind.ShouldBe(EnvelopeItemKind.Unreadable, $"cut at {cut}");
            items.Count(i => i.Kind == EnvelopeItemKind.Unreadable).ShouldBe(1, $"cut at {cut}");
            items[^1].Note!.ShouldContain("byte");
        }
    }

    [Fact]
    public void One_record_per_line_inside_a_broken_list_is_still_found()
    {
        var content = $"{{\"Records\":[\n{Sample.WithId("1")},\n{{\"eventName\":\"cut,\n{Sample.WithId("2")},\n{Sample.WithId("3")}\n]}}\n";

        var items = Split(content);

        Ids(items).ShouldBe(["1", "2", "3"]);
        Notes(items).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Very_deep_nesting_makes_only_its_own_record_unreadable(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
        var record = Sample.Record(("requestParameters", null))[..^1] + $$""","requestParameters":{{deep}}}""";

        var items = Split(Sample.File(Sample.WithId("1"), record, Sample.WithId("2")));

        items.Count.ShouldBe(3);
        EventReader.Read(items[0].Bytes).Id.ShouldBe("1");
        Should.Throw<RecordUnreadableException>(() => EventReader.Read(items[1].Bytes)).Message.ShouldContain("depth");
        EventReader.Read(items[2].Bytes).Id.ShouldBe("2");
    }

    [Fact]
    public void A_record_beyond_the_size_limit_is_named_and_its_neighbours_go_on()
    {
        var huge = Sample.Record(("requestParameters", $$"""{"a":"{{new string('x', Envelope.MaxRecordBytes)}}"}"""));

        var items = Split(Sample.File(huge, Sample.WithId("2")));

        Ids(items).ShouldBe(["2"]);
        Notes(items).ShouldHaveSingleItem().ShouldContain($"records beyond {Envelope.MaxRecordBytes} bytes are not read");
        Notes(Split(Sample.EventBridge(huge))).ShouldHaveSingleItem().ShouldContain("bytes long");
    }

    [Fact]
    public void Wrappings_have_a_limit()
    {
        var content = Enumerable.Range(0, Envelope.MaxWrappings + 1).Aggregate(Sample.Record(), (inner, _) => Sample.Sns(inner.Length > 1 << 20 ? "{}" : inner));
        var lists = new string('[', 50_000) + new string(']', 50_000);

        Split(content).ShouldAllBe(i => i.Kind == EnvelopeItemKind.Unreadable);
        Split(lists).ShouldHaveSingleItem().Note!.ShouldContain("wrapped more than 16 times");
    }

    [Fact]
    public void Broken_text_inside_strings_breaks_nothing()
    {
        byte[] name = [.. "\"a"u8, 0xFF, 0xC3, .. "\\ud800b\""u8];
        byte[] content = [.. Sample.Bytes(Sample.Record(("requestParameters", null))[..^1] + ",\"requestParameters\":{\"queueUrl\":"), .. name, .. "}}"u8];

        var change = EventReader.Read(Envelope.Split(content).ShouldHaveSingleItem().Bytes);

        change.Request["queueUrl"].Text.ShouldBe("a\uFFFD\uFFFD\uFFFDb");
    }

    // With a search to the end for each of them, this would take hours.
    [Theory]
    [InlineData("[{\"a\":,\n")]
    [InlineData("{\"a\":\n")]
    [InlineData("{\"Records\":[\n{\"b\n")]
    [InlineData("[[\"\n")]
    [InlineData("x,\n")]
    public void A_content_of_breaks_alone_costs_no_more_than_its_length(string line)
    {
        var content = Sample.Bytes(string.Concat(Enumerable.Repeat(line, 60_000)));

        Envelope.Split(content).ShouldAllBe(i => i.Kind == EnvelopeItemKind.Unreadable);
    }

    private static IEnumerable<string> Ids(IEnumerable<EnvelopeItem> items) =>
        items.Where(i => i.Kind == EnvelopeItemKind.Record).Select(i => EventReader.Read(i.Bytes).Id);

    private static IReadOnlyList<string> Notes(IEnumerable<EnvelopeItem> items) => [.. items.Where(i => i.Kind == EnvelopeItemKind.Unreadable).Select(i => i.Note!)];
}
