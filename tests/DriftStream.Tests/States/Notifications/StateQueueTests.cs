using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using DriftStream.Aws.S3;
using DriftStream.Ingest;
using DriftStream.Ledger.Lives;
using DriftStream.States;
using DriftStream.States.Notifications;
using DriftStream.States.Windows;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Ingest;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Notifications;

/// <summary>A bucket tells a queue of what was written. The clock by which the bucket would be listed anyway stands still.</summary>
public sealed class StateQueueTests
{
    private const string Bucket = "acme-tf";
    private const int Loaded = 1400;
    private const int CannotBeRead = 1420;
    private const int ReachableAgain = 1421;
    private const int NotUnderstood = 1422;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_state_is_read_again_as_soon_as_its_bucket_tells_and_only_that_one()
    {
        await using var queues = await LocalQueues.StartAsync();
        Put(queues, "live/a.tfstate", ManagedState.Of(1));
        Put(queues, "live/b.tfstate", ManagedState.Of(2));
        await using var place = await Listening.StartAsync(queues);
        queues.Aws.S3.Gets.Clear();

        Put(queues, "live/b.tfstate", ManagedState.Of(3, serial: 2));
        await queues.SendAsync(Bodies.S3(Bucket, "live/b.tfstate"));
        await place.LoadedAsync(2);

        place.States.Index.States.Select(s => s.Serial).ShouldBe([1, 2]);
        queues.Aws.S3.Gets.All.ShouldBe([$"{Bucket}/live/b.tfstate"]);
    }

    [Fact]
    public async Task A_lock_that_comes_opens_the_window_at_once_and_its_end_closes_it()
    {
        await using var queues = await LocalQueues.StartAsync();
        Put(queues, "live/a.tfstate", ManagedState.Of(1));
        await using var place = await Listening.StartAsync(queues);

        Put(queues, "live/a.tfstate.tflock", """{"ID":"5b1c","Operation":"OperationTypeApply","Who":"ci@runner-7","Created":"2026-03-02T13:59:00.5Z"}""");
        Put(queues, "live/a.tfstate", ManagedState.Of(1, serial: 2));
        await queues.SendAsync(Bodies.EventBridge(Bucket, "live/a.tfstate.tflock"));
        await place.LoadedAsync(2);
        (place.Windows.Known["a.tfstate"].Who, place.Windows.Known["a.tfstate"].Ended).ShouldBe(("ci@runner-7", null));

        queues.Aws.S3.Bucket(Bucket).Delete("live/a.tfstate.tflock");
        Put(queues, "live/a.tfstate", ManagedState.Of(1, serial: 3));
        await queues.SendAsync(Bodies.Sns(Bodies.EventBridge(Bucket, "live/a.tfstate.tflock", "Object Deleted")));
        await place.LoadedAsync(3);
        place.Windows.Known["a.tfstate"].Ended.ShouldBe(place.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_message_that_is_none_of_a_bucket_is_removed_and_named_and_the_next_one_counts()
    {
        await using var queues = await LocalQueues.StartAsync();
        Put(queues, "live/a.tfstate", ManagedState.Of(1));
        await using var place = await Listening.StartAsync(queues);

        await queues.SendAsync("""{"secret":"hunter2"}""");
        var line = await place.Log.Lines.FirstAsync(l => l.Id == NotUnderstood);
        line.Text.ShouldNotContain("hunter2");
        Put(queues, "live/a.tfstate", ManagedState.Of(1, serial: 2));
        await queues.SendAsync(Bodies.S3(Bucket, "live/a.tfstate"));
        await place.LoadedAsync(2);

        await queues.Aws.Done.TakeAsync(2, call => call.Operation == "DeleteMessageBatch");
        (await queues.CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_told_once_and_read_once_it_is()
    {
        await using var queues = await LocalQueues.StartWithoutQueueAsync();
        Put(queues, "live/a.tfstate", ManagedState.Of(1));
        await using var place = await Listening.StartAsync(queues);
        var line = await place.Log.Lines.FirstAsync(l => l.Id == CannotBeRead);
        line.Text.ShouldContain("there is no such queue: check StateQueue:Url, its account and its region");

        await queues.CreateAsync();
        await place.Log.Lines.FirstAsync(l => l.Id == ReachableAgain);

        place.Log.Lines.All.Count(l => l.Id == CannotBeRead).ShouldBe(1);
    }

    private static void Put(LocalQueues queues, string key, string content) => queues.Aws.S3.Put(Bucket, key, Encoding.UTF8.GetBytes(content));

    private sealed class Listening : IAsyncDisposable
    {
        private readonly TestFolder _folder = new();
        private readonly StatePlaces _places;
        private readonly StateRefresh _refresh;
        private readonly StateQueueReader _reader;

        private Listening(LocalQueues queues)
        {
            var loggers = LoggerFactory.Create(logging => logging.AddProvider(Log));
            var wakes = new StateWakes();
            _places = new(_folder.Path, (_, bucket) => new S3Store(bucket, _ => S3(queues), payer: null, queues.Time), Time);
            States = new([new() { Url = $"s3://{Bucket}/live/" }], _places);
            Windows = new(Options.Create(new HoldOptions()), Time);
            _refresh = new(States, Windows, wakes, Time, loggers.CreateLogger<StateRefresh>());
            _reader = new(QueueAddress.Parse(new(queues.Url), regionElsewhere: null), _ => SqsServerUnderTest.ClientOf(queues.Aws.Endpoint, LocalAwsServer.Secret), wakes, queues.Time, loggers.CreateLogger<StateQueueReader>());
        }

        public ManualTime Time { get; } = new();

        public LogObserver Log { get; } = new();

        public StateSnapshot States { get; }

        public ApplyWindows Windows { get; }

        public static async Task<Listening> StartAsync(LocalQueues queues)
        {
            var place = new Listening(queues);
            await place._refresh.StartAsync(Cancellation);
            await place._reader.StartAsync(Cancellation);
            return place;
        }

        /// <summary>Waits until the states were loaded so many times, and lets no more time pass than a burst of messages may take.</summary>
        public async Task LoadedAsync(int times)
        {
            var burst = TimeSpan.FromMilliseconds(200);
            await Time.AskedAsync(burst, Cancellation);
            Time.Advance(burst);
            await Log.Lines.TakeAsync(times, line => line.Id == Loaded);
        }

        public async ValueTask DisposeAsync()
        {
            await _reader.StopAsync(default);
            await _refresh.StopAsync(default);
            _reader.Dispose();
            _refresh.Dispose();
            _places.Dispose();
            _folder.Dispose();
        }

        private static AmazonS3Client S3(LocalQueues queues) => new(
            new BasicAWSCredentials(LocalAwsServer.AccessKey, LocalAwsServer.Secret),
            new AmazonS3Config { ServiceURL = queues.Aws.Endpoint.AbsoluteUri, AuthenticationRegion = LocalAwsServer.Region, ForcePathStyle = true, MaxErrorRetry = 0 });
    }
}
