using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Matching;

/// <summary>What is counted as skipped must not depend on hashes, which differ from process to process.</summary>
public sealed class MayHoldTests
{
    private const int Queues = 3_000;
    private const int Questions = 4_000_000;

    [Fact]
    public void A_text_that_nothing_is_called_is_held_by_nothing_even_where_its_hash_is_anothers()
    {
        var index = StateIndex.Build(EventCatalog.Load(), [StateReader.Read(Encoding.UTF8.GetBytes(State()), new("queues", "queues.tfstate"))]);
        Span<byte> text = stackalloc byte[16];

        index.MayHold("queue-17"u8).ShouldBeTrue();
        for (var number = 0; number < Questions; number++)
        {
            Encoding.UTF8.GetBytes($"nobody-{number:D9}", text);
            index.MayHold(text).ShouldBeFalse();
        }
    }

    private static string State() =>
        """{"version": 4, "serial": 1, "lineage": "6f1d0c3a-2b54-4e87-9a90-1c5e7d8f2b36", "resources": [{"mode": "managed", "type": "aws_sqs_queue", "name": "queue", "instances": ["""
        + string.Join(",", Enumerable.Range(0, Queues).Select(Instance)) + "]}]}";

    private static string Instance(int number) => $$$"""
        {"index_key": {{{number}}}, "schema_version": 0, "attributes": {"id": "https://sqs.eu-west-1.amazonaws.com/111122223333/queue-{{{number}}}", "name": "queue-{{{number}}}",
         "arn": "arn:aws:sqs:eu-west-1:111122223333:queue-{{{number}}}"}}
        """;
}
