using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Terraform.Hcl;

/// <summary>What is found in Terraform code.</summary>
public sealed class CodeFileTests
{
    private const string Main = """
        # resource "aws_x" "comment" { lifecycle { ignore_changes = [a] } }
        locals {
          trap  = "resource \"aws_x\" \"text\" { ${jsonencode({ lifecycle = "}" })} %{ if true }}%{ endif } $${"
          block = <<-EOT
            resource "aws_x" "heredoc" {
              lifecycle { ignore_changes = [a] }
            }
          EOT
          math = (1 + 2) * -3 / (local.a == "b" ? 4 : length([for x in var.list : x if x != "}"]))
          map  = { for k, v in var.map : k => v... }
          call = provider::aws::arn_parse(var.arn)["region"]
        }

        resource "aws_autoscaling_group" "nodes" {
          count = 3
          dynamic "tag" {
            for_each = local.tags
            content { key = tag.key }
          }
          lifecycle {
            create_before_destroy = true
            ignore_changes = [
              desired_capacity, // the autoscaler's
              tag, /* and */ tags["a.b/c"],
              launch_template[0].version,
              mixed_instances_policy[*].instances_distribution.0.spot_max_price,
            ]
          }
        }

        resource aws_s3_bucket "logs" { lifecycle { ignore_changes = all } }
        resource "aws_instance" "old" {
          lifecycle {
            ignore_changes = ["tags.Name", "ami", "ebs[0].size"]
          }
        }
        resource "aws_instance" "older" {
          lifecycle { ignore_changes = ["*"] }
        }
        data "aws_ami" "none" { lifecycle { ignore_changes = [x] } }
        module "net" {
          source = "./modules/net"
          providers = { aws = aws.west }
        }
        module "eks" {
          source  = "terraform-aws-modules/eks/aws"
          version = "~> 20.0"
        }
        module "computed" { source = "${path.module}/x" }
        """;

    [Fact(Timeout = 20_000)]
    public async Task A_name_of_very_many_parts_is_read_in_a_moment()
    {
        var code = $"locals {{ a = {string.Concat(Enumerable.Repeat("a.", 300_000))}b }}";

        (await Task.Run(() => CodeFile.Read("main.tf", code), TestContext.Current.CancellationToken)).Problem.ShouldBeNull();
    }

    [Fact]
    public void Ignored_changes_are_found_with_their_line_and_nothing_else_is()
    {
        var file = CodeFile.Read("main.tf", Main);

        file.Problem.ShouldBeNull();
        Lines(file).ShouldBe(
        [
            "aws_autoscaling_group.nodes, line 22: desired_capacity; tag; tags|a.b/c; launch_template|version; mixed_instances_policy|instances_distribution|spot_max_price",
            "aws_s3_bucket.logs, line 31: all",
            "aws_instance.old, line 34: tags|Name; ami; ebs|size",
            "aws_instance.older, line 38: all",
        ]);
        file.Modules.ShouldBe([new("net", "./modules/net"), new("eks", "terraform-aws-modules/eks/aws")]);
        file.Modules.Select(m => m.IsLocal).ShouldBe([true, false]);
    }

    [Fact]
    public void Lines_may_end_as_windows_ends_them() =>
        Lines(CodeFile.Read("main.tofu", "\uFEFF" + Main.ReplaceLineEndings("\r\n"))).ShouldBe(Lines(CodeFile.Read("main.tf", Main)));

    [Fact]
    public void Code_in_json_says_the_same()
    {
        var file = CodeFile.Read("main.tf.json", """
            {
              "//": "written by a program",
              "resource": {
                "aws_autoscaling_group": {
                  "nodes": [{ "count": 2, "user_data": "${lookup(var.x, \"a\")} {{",
                    "lifecycle": [ {
                      "ignore_changes": ["desired_capacity", "tags[\"a.b/c\"]"]
                    , "prevent_destroy": true } ] }]
                },
                "aws_s3_bucket": [ { "logs": { "lifecycle": { "ignore_changes": "all" } } } ]
              },
              "module": { "net": { "source": "./net" } }
            }
            """);

        file.Problem.ShouldBeNull();
        Lines(file).ShouldBe(["aws_autoscaling_group.nodes, line 7: desired_capacity; tags|a.b/c", "aws_s3_bucket.logs, line 10: all"]);
        file.Modules.ShouldBe([new("net", "./net")]);
    }

    [Theory]
    [InlineData("main.tf", "a = 1\nresource \"aws_x\" \"y\" {", "line 2: there should be a }")]
    [InlineData("main.tf", "a = \"x\nb = 2", "line 1: a text does not end on its line")]
    [InlineData("main.tf", "\n/* x", "line 2: a comment does not end")]
    [InlineData("main.tf", "a = <<EOT\nx\n", "line 1: the text up to EOT does not end")]
    [InlineData("main.tf", "a = [1 2]", null)]
    [InlineData("main.tf", "a = [1, (2", "line 1: a bracket is not closed")]
    [InlineData("main.tf", "a =\n", "line 1: there should be a value")]
    [InlineData("main.tf", "a { } }", "line 1: a } has nothing to close")]
    [InlineData("main.tf", "<<<<<<< HEAD\n", "line 1: there should be the name of an attribute or a block")]
    [InlineData("main.tf", "resource \"${x}\" \"y\" {}", "line 1: a label has an interpolation")]
    [InlineData("main.tf.json", "[]", "line 1: it should be an object")]
    [InlineData("main.tf.json", "{\"a\": 1}}", "line 1: something follows the end")]
    public void What_is_wrong_is_said_with_its_line(string name, string text, string? problem) => CodeFile.Read(name, text).Problem.ShouldBe(problem);

    [Theory]
    [InlineData("\"${")]
    [InlineData("[")]
    [InlineData("{a=")]
    [InlineData("-")]
    public void No_depth_ends_the_program(string opening)
    {
        var deep = string.Concat(Enumerable.Repeat(opening, 50_000));

        CodeFile.Read("main.tf", "a = " + deep).Problem.ShouldNotBeNull();
        CodeFile.Read("main.tf", string.Concat(Enumerable.Repeat("a {", 50_000))).Problem.ShouldNotBeNull();
        CodeFile.Read("main.tf.json", "{\"a\":" + deep).Problem.ShouldNotBeNull();
    }

    [Fact]
    public void The_code_of_this_project_can_be_read()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "infra"), "*.tf", SearchOption.AllDirectories).ToList();

        files.ShouldNotBeEmpty();
        files.ShouldAllBe(f => CodeFile.Read(f, File.ReadAllText(f)).Problem == null);
    }

    private static IEnumerable<string> Lines(CodeFile file) => file.Ignored.Select(i =>
        $"{i.Type}.{i.Name}, line {i.Line}: {(i.IsAll ? "all" : string.Join("; ", i.Paths.Select(p => string.Join('|', p))))}");
}
