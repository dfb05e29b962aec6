using System.Text;
using DriftStream.Aws.S3;
using DriftStream.States;
using DriftStream.States.Sources;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Sources;

namespace DriftStream.Tests.States.Contract;

/// <summary>A bucket of the local AWS, which keeps versions.</summary>
internal sealed class S3Place : PlaceUnderTest
{
    private const string Bucket = "acme-tf";

    private readonly FarPlace _far;
    private readonly S3Store _bucket;

    private S3Place(FarPlace far)
    {
        _far = far;
        _far.Aws.S3.PageSize = 2;
        _far.Aws.S3.Bucket(Bucket);
        _bucket = new(Bucket, _ => far.S3(), payer: null, far.Time);
        Source = new S3StateSource(_bucket, "");
    }

    public static async Task<S3Place> StartAsync() => new(await FarPlace.StartAsync());

    public override IStateSource Source { get; }

    public override IReadOnlyList<string> Names { get; } = ["dev/app.json", "env:/blue/app.tfstate", "prod/net.tfstate"];

    public override KeptVersions Keeps => KeptVersions.WithDeletions;

    public override IReadOnlyList<string> Secrets { get; } = [LocalAwsServer.Secret, LocalAwsServer.AccessKey];

    public override Task WriteAsync(string name, string content)
    {
        _far.Aws.S3.Put(Bucket, name, Encoding.UTF8.GetBytes(content));
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string name)
    {
        _far.Aws.S3.Bucket(Bucket).Delete(name);
        return Task.CompletedTask;
    }

    // One refusal, used up by the next list.
    public override Task BreakAsync()
    {
        _far.Aws.S3.Fail("", LocalS3Fault.Denied);
        return Task.CompletedTask;
    }

    public override Task MendAsync() => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        _bucket.Dispose();
        await _far.DisposeAsync();
    }
}
