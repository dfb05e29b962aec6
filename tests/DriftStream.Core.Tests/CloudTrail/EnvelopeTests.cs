using System.Text;
using DriftStream.Core.CloudTrail;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class EnvelopeTests
{
    public static TheoryData<string> Wrappings => [.. Sample.Wrappings("{}").Keys];

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void A_record_is_found_in(string wrapping)
    {
        var record = Sample.Record();

        var item = Split(Sample.Wrappings(record)[wrapping]).ShouldHaveSingleItem();

        item.Kind.ShouldBe(EnvelopeItemKind.Record, item.Note);
        item.Note.ShouldBeNull();
        Text(item).ShouldBe(record);
    }

    [Fact]
    public void Records_keep_the_order_of_the_file()
    {
        var ids = Enumerable.Range(0, 50).Select(i => $"event-{i}").ToArray();

        var items = Split(Sample.File([.. ids.Select(Sample.WithId)]));

        items.Select(i => EventReader.Read(i.Bytes).Id).ShouldBe(ids);
    }

    [Fact]
    public void Every_line_may_have_a_wrapping_of_its_own()
    {
        var record = Sample.Record();
        var lines = Sample.Wrappings(record).Values.Select(w => w.Trim('\uFEFF', '\r', '\n')).ToArray();

        Split(string.Join('\n', lines)).Count(i => i.Kind == EnvelopeItemKind.Record).ShouldBe(lines.Length);
        Split(string.Join("\r\n", lines) + "\r\n").Count(i => i.Kind == EnvelopeItemKind.Record).ShouldBe(lines.Length);
        Split(string.Concat(lines)).Count(i => i.Kind == EnvelopeItemKind.Record).ShouldBe(lines.Length);
    }

    [Fact]
    public void A_record_is_a_slice_of_the_input_and_no_copy()
    {
        var content = Sample.Bytes(Sample.File(Sample.Record()));

        var item = Envelope.Split(content).ShouldHaveSingleItem();

        content.AsSpan().Overlaps(item.Bytes.Span).ShouldBeTrue();
    }

    [Fact]
    public void Members_before_and_behind_a_list_do_not_matter()
    {
        var content = $$"""{"NextToken":"a","Records":[{{Sample.WithId("one")}}],"More":{"Records":[1]},"Events":[{{Sample.WithId("two")}}],"x":null}""";

        Split(content).Select(i => EventReader.Read(i.Bytes).Id).ShouldBe(["one", "two"]);
    }

    [Theory]
    [InlineData("AWS Console Sign In via CloudTrail")]
    [InlineData("AWS Service Event via CloudTrail")]
    [InlineData("AWS Console Action via CloudTrail")]
    public void What_CloudTrail_delivers_under_other_detail_types_is_a_record(string detailType)
    {
        var content = Sample.EventBridge(Sample.Record()).Replace("AWS API Call via CloudTrail", detailType, StringComparison.Ordinal);

        Split(content).ShouldHaveSingleItem().Kind.ShouldBe(EnvelopeItemKind.Record);
    }

    [Theory]
    [InlineData("""{"detail-type":"GuardDuty Finding","source":"aws.guardduty","detail":{"severity":5}}""", "GuardDuty Finding")]
    [InlineData("""{"source":"aws.events","detail":{},"detail-type":"Scheduled Event"}""", "Scheduled Event")]
    [InlineData("""{"detail-type":"Custom","detail":{"events":[{"eventName":"x"}],"eventName":"x"}}""", "Custom")]
    [InlineData("""{"eventVersion":"1.07","eventType":"AwsCloudTrailInsight","insightDetails":{"eventName":"RunInstances","eventSource":"ec2.amazonaws.com"}}""", "AwsCloudTrailInsight")]
    [InlineData("""{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{}}]}""", "aws:s3")]
    [InlineData("""{"awsAccountId":"210987654321","digestStartTime":"2026-04-11T08:00:00Z","logFiles":[]}""", "CloudTrail digest")]
    [InlineData("""{"Type":"SubscriptionConfirmation","Token":"t","Message":"Please visit the link."}""", "SubscriptionConfirmation")]
    public void What_is_no_record_is_named_by_its_type(string content, string type)
    {
        var item = Split(content).ShouldHaveSingleItem();

        item.Kind.ShouldBe(EnvelopeItemKind.NotCloudTrail);
        item.Note.ShouldBe(type);
    }

    [Theory]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"Events":[]}""")]
    [InlineData("""{"Messages":[],"x":1}""")]
    public void A_wrapping_around_nothing_holds_nothing_and_is_fine(string content) => Split(content).ShouldBeEmpty();

    internal static List<EnvelopeItem> Split(string content) => [.. Envelope.Split(Sample.Bytes(content))];

    private static string Text(EnvelopeItem item) => Encoding.UTF8.GetString(item.Bytes.Span);
}
