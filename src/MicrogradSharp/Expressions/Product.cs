namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The product of any number of factors as one node, y = Π xᵢ.</summary>
    /// <param name="factors">The factors. No factors give 1.</param>
    /// <remarks>Slopes are correct even if factors are 0. ±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>.</remarks>
    /// <exception cref="InvalidOperationException">A factor is <c>default(Node)</c>.</exception>
    public static Node Product(params ReadOnlySpan<Node> factors) => new(new Value(Rule<Product>.Shared, factors));
}

/// <summary>y = Π xᵢ,  ∂y/∂xᵢ = Π xⱼ over the j other than i</summary>
public sealed partial class Product : NaryExpr
{
    public override string Symbol => "prod";

    public override SourceText SourceFor(int inputs)
    {
        string Before(int i) => i == 0 ? "1" : SourceText.Join(" * ", i, k => $"x{k}");
        string After(int i) => i == inputs - 1 ? "1" : SourceText.Join(" * ", inputs - 1 - i, k => $"x{inputs - 1 - k}");
        return SourceText.ForEach(inputs, Before(inputs), i => $"{Before(i)} * ({After(i)})");
    }

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double product = 1;
        foreach (double factor in x) product *= factor;
        return product;
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        double before = 1, after = 1;       // y / xᵢ would be 0/0 at a factor of 0
        for (int i = 0; i < x.Length; i++)
        {
            slopes[i] = before;
            before *= x[i];
        }
        for (int i = x.Length - 1; i >= 0; i--)
        {
            slopes[i] *= after;
            after *= x[i];
        }
    }

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        Node before = 1, after = 1;
        for (int i = 0; i < x.Length; i++)
        {
            slopes[i] = before;
            before *= x[i];
        }
        for (int i = x.Length - 1; i >= 0; i--)
        {
            slopes[i] *= after;
            after *= x[i];
        }
    }
}
