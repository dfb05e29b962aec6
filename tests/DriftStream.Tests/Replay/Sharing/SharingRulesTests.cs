using System.Security.Cryptography;
using DriftStream.Core.Catalog;
using DriftStream.Replay.AsOf;
using DriftStream.Replay.Sharing;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Replay.Ordering;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sharing;

public sealed class SharingRulesTests
{
    [Theory]
    [InlineData("", "--workers queue needs a queue that hands out what is to be read: give one with --queue, or set Replay:QueueUrl.")]
    [InlineData("--queue nowhere", "--queue is 'nowhere', which is no address: write https://sqs.REGION.amazonaws.com/ACCOUNT/NAME.")]
    [InlineData("--queue https://sqs.eu-west-1.amazonaws.com/111122223333/replay.fifo", "--queue (https://sqs.eu-west-1.amazonaws.com/111122223333/replay.fifo) is a FIFO queue, whose order would make machines wait for each other: use a standard queue.")]
    [InlineData("--queue https://sqs.eu-west-1.amazonaws.com/111122223333/replay", "--workers queue needs a ledger that several machines can use, and Ledger:Url is 'sqlite:driftstream.db': set it to postgres://user@host/database, or leave --workers queue out.")]
    [InlineData("--queue https://sqs.eu-west-1.amazonaws.com/111122223333/events", "--queue is https://sqs.eu-west-1.amazonaws.com/111122223333/events, where events arrive (Queue:Url): the service would take for broken events what is to be read. Make another queue.")]
    public async Task What_several_machines_cannot_use_is_refused_in_one_sentence(string options, string sentence)
    {
        using var folder = new TestFolder();
        var program = new ProgramUnderTest(folder) { Environment = { ["DriftStream__Queue__Url"] = "https://sqs.eu-west-1.amazonaws.com/111122223333/events" } };

        var outcome = await program.RunAsync(["replay", "in", "--workers", "queue", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        outcome.ExitCode.ShouldBe(2);
        outcome.ErrorLines.ShouldContain(sentence);
    }

    [Fact]
    public void Few_objects_go_one_by_one_and_many_in_batches_that_are_not_large()
    {
        SharedWatch.Batches([]).ShouldBeEmpty();
        SharedWatch.Batches(Objects(3, size: 10)).ShouldBe([(0, 0), (1, 1), (2, 2)]);
        SharedWatch.Batches(Objects(6_400, size: 10)).ShouldAllBe(batch => batch.Last - batch.First == 31);
        SharedWatch.Batches(Objects(6_400, size: 3 << 20)).First().ShouldBe((0, 1));
        SharedWatch.Batches(Objects(6_400, size: null)).First().ShouldBe((0, 0));
    }

    [Fact]
    public void What_is_sealed_opens_with_its_key_and_at_its_place_only()
    {
        var seal = KeptSeal.For("R-1", "a secret of the ledger");
        var closed = seal.Close("what was received"u8, number: 4, part: 2);

        KeptSeal.For("R-1", "a secret of the ledger").Open(closed, 4, 2).ShouldBe("what was received"u8.ToArray());

        Should.Throw<CryptographicException>(() => seal.Open(closed, 5, 2));
        Should.Throw<CryptographicException>(() => KeptSeal.For("R-2", "a secret of the ledger").Open(closed, 4, 2));
        Should.Throw<CryptographicException>(() => KeptSeal.For("R-1", secret: null).Open(closed, 4, 2));
    }

    [Fact]
    public void A_version_of_a_state_that_one_machine_lacks_is_told()
    {
        var first = new PastVersion("v1", Written: null, () => Stories.State());
        var second = new PastVersion("v2", new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero), () => Stories.State());

        Question(first).DiffersIn(Question(first)).ShouldBeNull();
        Question(first).Id.ShouldNotBe(Question(first, second).Id);
        Question(first).DiffersIn(Question(first, second)).ShouldNotBeNull().ShouldMatch(@"^there the states are shop \(2 versions, V-\w{10}\), here shop \(1 version, V-\w{10}\)$");
    }

    private static SharedQuestion Question(params PastVersion[] versions) =>
        SharedQuestion.Of(["s3://acme-trail"], new([]), [], new(EventCatalog.Load(), [new(new("shop", "s3://acme-states/shop"), versions)]));

    private static List<SharedObject> Objects(int count, long? size) => [.. Enumerable.Range(0, count).Select(i => new SharedObject(i, $"{i}", $"s3://b/{i}", "e", size))];
}
