using System.Text.Json.Nodes;
using DriftStream.Commands;
using DriftStream.Ledger;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class CoverageTests
{
    private const string State =
        """
        {
          "version": 4, "terraform_version": "1.13.4", "serial": 7, "lineage": "3f1c0b52", "outputs": {},
          "resources": [
            {"mode": "managed", "type": "aws_iam_role", "name": "deploy", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]", "instances": [
              {"attributes": {"arn": "arn:aws:iam::111122223333:role/deploy", "id": "deploy", "name": "deploy", "assume_role_policy": "{}", "description": "", "force_detach_policies": false, "path": "/", "tags": null, "tags_all": {}}}]},
            {"mode": "managed", "type": "aws_instance", "name": "web", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]", "instances": [
              {"index_key": 0, "attributes": {"arn": "arn:aws:ec2:eu-west-1:111122223333:instance/i-0aa", "id": "i-0aa", "ami": "ami-1", "instance_type": "t3.micro", "user_data": null, "root_block_device": [], "ebs_block_device": [], "colour": "green", "timeouts": null}},
              {"index_key": 1, "attributes": {"id": null, "ami": "ami-1", "instance_type": "t3.micro"}}]},
            {"mode": "managed", "type": "aws_spaceship", "name": "one", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]", "instances": [{"attributes": {"id": "s-1"}}]},
            {"mode": "managed", "type": "random_pet", "name": "name", "provider": "provider[\"registry.terraform.io/hashicorp/random\"]", "instances": [{"attributes": {"id": "brave-cat"}}]},
            {"mode": "data", "type": "aws_ami", "name": "linux", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]", "instances": [{"attributes": {"id": "ami-1"}}]}
          ]
        }
        """;

    private static readonly ProgramParts Met = new()
    {
        FindUnknown = (_, _) =>
        [
            new("quantum.amazonaws.com", "EntangleQubits", 12, new(2026, 3, 9, 8, 30, 0, TimeSpan.Zero)),
            new("s3.amazonaws.com", "PutBucketFutureSetting", 1, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)),
        ],
    };

    [Theory]
    [InlineData("coverage-text")]
    [InlineData("coverage-details", "--address", "aws_i*")]
    [InlineData("coverage-json", "--output", "json", "--type", "aws_iam_role", "--type", "aws_spaceship")]
    public async Task What_events_reveal_is_told_by_resource_and_attribute(string approved, params string[] further)
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", State);

        var outcome = await new ProgramUnderTest(folder) { Parts = Met }.RunAsync(["coverage", "--state", "prod=prod.tfstate", .. further]);

        var told = outcome.Output.StartsWith('{') ? outcome with { Output = JsonNode.Parse(outcome.Output)!.ToJsonString(new() { WriteIndented = true }) + "\n" } : outcome;
        told.Transcript(folder).ShouldBeApproved(approved);
    }

    [Fact]
    public async Task No_line_is_wider_than_a_hundred_columns()
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", State);

        var outcome = await new ProgramUnderTest(folder) { Parts = Met }.RunAsync("coverage", "--state", "prod.tfstate", "--address", "*");

        outcome.OutputLines.ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public async Task Without_a_ledger_the_rest_is_told_all_the_same()
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", State);

        var outcome = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("coverage", "--state", "prod.tfstate");
        var json = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync("coverage", "--state", "prod.tfstate", "--output", "json");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.OutputLines.TakeLast(2).ShouldBe(
            ["Which unknown events the service has met cannot be said", $"  There is no ledger at {folder.At("driftstream.db")} yet. Start the service first, or correct Ledger:Url."]);
        var told = JsonNode.Parse(json.Output)!;
        told["unknownEvents"].ShouldBeNull();
        told["ledgerProblem"]!.GetValue<string>().ShouldStartWith("There is no ledger at");
    }

    [Fact]
    public async Task A_pattern_that_fits_nothing_is_said()
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", State);

        var outcome = await new ProgramUnderTest(folder) { Parts = Met }.RunAsync("coverage", "--state", "prod.tfstate", "--type", "aws_vpc");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldBe(["No resource of the states fits --address and --type, so there is nothing to show. Patterns are compared with whole addresses and types; * stands for anything."]);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_named_and_the_others_are_told()
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", State);
        folder.Write("broken.tfstate", "{");

        var outcome = await new ProgramUnderTest(folder) { Parts = Met }.RunAsync("coverage", "--state", "prod.tfstate", "--state", "broken.tfstate");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("broken.tfstate");
        outcome.Output.ShouldStartWith("4 resources of 3 types in 1 state");
    }
}
