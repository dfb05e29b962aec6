using DriftStream.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Sources;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

/// <summary>Whose account a state's resources live in: what they say themselves, and what the configuration says of those that do not.</summary>
public sealed class StateAccountTests : IDisposable
{
    private const string Account = "123456789012";
    private const string Elsewhere = "444455556666";

    // A bucket's ARN names no account.
    private const string Bucket =
        """
        {"version":4,"terraform_version":"1.9.8","serial":3,"lineage":"0b1d6f0e-6a7c-4f1c-9d3a-52b7c1f0a9e4","outputs":{},"resources":[
          {"mode":"managed","type":"aws_s3_bucket","name":"orders","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[
            {"schema_version":0,"attributes":{"id":"tidewater-orders","bucket":"tidewater-orders","arn":"arn:aws:s3:::tidewater-orders","tags":{}}}]}]}
        """;

    private static readonly string Samples = Path.Combine(Checkout.Root, "docs", "samples");
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData(null, true)]
    [InlineData(Account, true)]
    [InlineData(Elsewhere, false)]
    public async Task What_happens_to_a_resource_that_names_no_account_counts_in_the_account_that_is_configured(string? configured, bool isFound)
    {
        Configure(_folder.Write("bucket.tfstate", Bucket), configured);

        var replayed = await RunAsync("replay", Path.Combine(Samples, "events.json"), "--output", "csv");
        var shown = await RunAsync("states");

        replayed.Output.Contains(",aws_s3_bucket.orders,", StringComparison.Ordinal).ShouldBe(isFound);
        shown.Output.Contains($"accounts    {configured} for those that name none, as configured", StringComparison.Ordinal).ShouldBe(configured is not null);
        (shown.Output + replayed.Errors).ShouldNotContain("Correct Account");
    }

    [Fact]
    public async Task An_account_that_the_resources_contradict_is_told_wherever_the_state_is_looked_at()
    {
        Configure(Path.Combine(Samples, "prod.tfstate"), Elsewhere);
        var told = $"Account is {Elsewhere}, but the resources that name an account name others: aws_security_group.web is in {Account}.";

        var shown = await RunAsync("states");
        var listed = await RunAsync("states", "--output", "json");
        var check = await RunAsync("check", "--output", "json");
        var replayed = await RunAsync("replay", Path.Combine(Samples, "events.json"), "--output", "csv");

        shown.Output.ShouldContain($"accounts    {Account} (1 resource), {Elsewhere} for those that name none, as configured");
        shown.Output.ShouldContain($"problem     {told}");
        listed.Output.ShouldContain($"\"accounts\":{{\"{Account}\":1}},\"configuredAccount\":\"{Elsewhere}\"");
        check.Output.ShouldContain(told);
        replayed.Errors.ShouldContain($"State prod: {told}");
        replayed.Output.ShouldContain(",aws_security_group.web,", customMessage: "it names its account itself");
        replayed.Output.ShouldNotContain("aws_s3_bucket");
    }

    [Fact]
    public async Task A_state_of_the_past_is_held_against_its_resources_too()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.Put("acme-tf", "prod.tfstate", await File.ReadAllBytesAsync(Path.Combine(Samples, "prod.tfstate"), TestContext.Current.CancellationToken));
        Configure("s3://acme-tf/prod.tfstate", Elsewhere);

        var replayed = await new ProgramUnderTest(_folder) { Parts = new ProgramParts { ConnectS3 = (_, _, region) => place.S3(region ?? LocalAwsServer.Region) } }
            .RunAsync("replay", Path.Combine(Samples, "events.json"), "--output", "csv");

        replayed.Errors.ShouldContain($"State prod: Account is {Elsewhere}, but ");
    }

    [Fact]
    public async Task An_account_that_some_resource_names_is_no_mistake_where_others_name_others()
    {
        Configure(Path.Combine(Samples, "prod.tfstate"), Account);

        var shown = await RunAsync("states");

        shown.Output.ShouldNotContain("problem");
        shown.Output.ShouldContain($"accounts    {Account} (1 resource), {Account} for those that name none, as configured");
    }

    public void Dispose() => _folder.Dispose();

    private void Configure(string state, string? account) => _folder.Write(
        "driftstream.json",
        System.Text.Json.JsonSerializer.Serialize(new { States = new[] { new { Name = "prod", Url = state, Account = account } } }));

    private Task<ProgramOutcome> RunAsync(params string[] arguments) => new ProgramUnderTest(_folder) { Parts = new ProgramParts() }.RunAsync(arguments);
}
