using Amazon.SQS.Model;
using DriftStream.Ingest;
using DriftStream.Network;

namespace DriftStream.Commands.Checking;

/// <summary>Whether the queue of the state buckets' notifications is there. Takes no message and deletes none.</summary>
internal sealed class StateQueueChecks(CheckContext context, QueueAddress address)
{
    private const string Waiting = "ApproximateNumberOfMessages";

    public async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation)
    {
        var url = address.Url.OriginalString;
        using var sqs = context.Parts.ConnectQueue(address, new AwsHttpClients(context.Http));
        try
        {
            var request = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [Waiting] };
            var attributes = (await sqs.GetQueueAttributesAsync(request, cancellation)).Attributes ?? [];
            return [CheckLine.Ok("state queue", $"reachable; {attributes.GetValueOrDefault(Waiting, "0")} notifications wait")];
        }
        catch (Exception failure) when (AwsChecks.IsFailure(failure, cancellation))
        {
            return [AwsChecks.Told("state queue", $"{url} cannot be read, as ", failure)];
        }
    }
}
