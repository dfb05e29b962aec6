using DriftStream.EndToEnd.Terraform.Provider;
using Shouldly;

namespace DriftStream.EndToEnd.Terraform;

/// <summary>A configuration of two buckets that real Terraform applies.</summary>
internal sealed class TerraformShop(TestProvider provider, TerraformBackend backend) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("driftstream-shop-");

    /// <summary>Prepares the backend and applies for the first time.</summary>
    public async Task BeginAsync(string owner)
    {
        Write(owner);
        var (exitCode, output) = await RunAsync("init", "-input=false", "-no-color");
        exitCode.ShouldBe(0, output);
        await ApplyAsync(owner);
    }

    /// <summary>Applies with another owner of the bucket <c>data</c>.</summary>
    public async Task ApplyAsync(string owner)
    {
        Write(owner);
        var (exitCode, output) = await RunAsync("apply", "-auto-approve", "-input=false", "-no-color");
        exitCode.ShouldBe(0, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => TerraformProgram.RunAsync(
        _folder.FullName, new Dictionary<string, string>(backend.Environment) { ["TF_REATTACH_PROVIDERS"] = provider.Reattach }, arguments);

    private void Write(string owner) => File.WriteAllText(
        Path.Combine(_folder.FullName, "main.tf"),
        $$"""
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }

          {{backend.Code}}
        }

        provider "aws" {
          region = "eu-west-1"
        }

        {{Bucket("data", owner)}}
        {{Bucket("logs", "platform")}}
        """);

    private static string Bucket(string name, string owner) =>
        $$"""
        resource "aws_s3_bucket" "{{name}}" {
          id       = "acme-{{name}}"
          bucket   = "acme-{{name}}"
          arn      = "arn:aws:s3:::acme-{{name}}"
          region   = "eu-west-1"
          tags     = { owner = "{{owner}}" }
          tags_all = { owner = "{{owner}}" }
        }

        """;
}
