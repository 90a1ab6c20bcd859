using System.Reflection;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Checks which methods are optimised from their first call.</summary>
/// <remarks>
/// The runtime first compiles a method without optimisation, which is fast to do, and again when it has been called often. A loop over
/// numbers is too slow until then: such a loop is a small method with <see cref="MethodImplOptions.AggressiveOptimization"/>. Other
/// methods are better without it, because it takes several times as long to compile, and forgoes what the runtime learns while it runs.
/// </remarks>
public sealed class FirstCallTests
{
    private static readonly string[] s_loops =
    [
        "DenseGradient.AddBiases", "DenseGradient.AddTile", "DenseProduct.AddRows", "DenseProduct.AddTile", "DiagonalProduct.Run",
        "DotGradients.Run", "DotProducts.Run", "MomentEstimates.Step", "RowArithmetic.Sum",
        "RowBlock.Read", "Rows.All", "Rows.MapWhole", "SlotNumbers.Add", "SlotNumbers.Gather", "TapeRunner.AddToParameters",
        "UniformRunner.Read",
    ];

    [Fact]
    public void The_loops_of_a_pass_are_optimised_from_their_first_call_and_nothing_else_is()
    {
        var optimised = typeof(Tape).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
        optimised.Should().BeEquivalentTo(s_loops);
    }
}
