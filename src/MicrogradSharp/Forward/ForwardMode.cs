using System.Buffers;
using System.Runtime.CompilerServices;

namespace MicrogradSharp.Forward;

/// <summary>Derivatives of functions written for .NET's generic math, in forward mode: no graph, and no memory from the heap.</summary>
/// <remarks>
/// <para>A pass carries up to 8 variables: a function of n variables runs ⌈n/8⌉ times. For many variables, nodes or a tape are faster.
/// The function is called directly, without a delegate and without boxing.</para>
/// <para>Buffers for more than 8 variables or outputs come from a shared pool. Safe to call from several threads.</para>
/// </remarks>
/// <example><code>
/// double[] gradient = new double[2];
/// double value = ForwardMode.ValueAndGradient(new Product(), [3.0, 4.0], gradient);     // 12, and the gradient is 4, 3
///
/// readonly struct Product : IScalarFunction
/// {
///     T IScalarFunction.Evaluate&lt;T&gt;(ReadOnlySpan&lt;T&gt; x) => x[0] * x[1];
/// }
/// </code></example>
public static class ForwardMode
{
    /// <summary>The gradient of a function, ∂f/∂xᵢ, as a new array.</summary>
    /// <typeparam name="TFunction">The type of the function.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <returns>n numbers.</returns>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty.</exception>
    public static double[] Gradient<TFunction>(in TFunction function, ReadOnlySpan<double> at)
        where TFunction : struct, IScalarFunction, allows ref struct
    {
        double[] gradient = new double[at.Length];
        ValueAndGradient(function, at, gradient);
        return gradient;
    }

    /// <summary>The value and the gradient of a function.</summary>
    /// <typeparam name="TFunction">The type of the function.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <param name="gradient">Receives ∂f/∂xᵢ, n numbers. It may be the memory of <paramref name="at"/>.</param>
    /// <returns>The value at the point.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="at"/> is empty, or <paramref name="gradient"/> is of another length.
    /// </exception>
    public static double ValueAndGradient<TFunction>(in TFunction function, ReadOnlySpan<double> at, Span<double> gradient)
        where TFunction : struct, IScalarFunction, allows ref struct => at.Length switch
        {
            <= 2 => ValueAndGradient<TFunction, Tangents2>(function, at, gradient),
            <= 4 => ValueAndGradient<TFunction, Tangents4>(function, at, gradient),
            _ => ValueAndGradient<TFunction, Tangents8>(function, at, gradient),
        };

    /// <summary>The value and the gradient of a function, with as many variables in a pass as there are tangents.</summary>
    /// <typeparam name="TFunction">The type of the function.</typeparam>
    /// <typeparam name="TTangents">The tangents of a pass. The function may have more variables, or fewer.</typeparam>
    /// <inheritdoc cref="ValueAndGradient{TFunction}(in TFunction, ReadOnlySpan{double}, Span{double})"/>
    public static double ValueAndGradient<TFunction, TTangents>(in TFunction function, ReadOnlySpan<double> at, Span<double> gradient)
        where TFunction : struct, IScalarFunction, allows ref struct
        where TTangents : unmanaged, ITangents<TTangents>
    {
        CheckPoint(at);
        if (gradient.Length != at.Length) throw WrongLength(nameof(gradient), at.Length, gradient.Length);
        if (at.Length <= FewNumbers<Jet<TTangents>>.Length)
        {
            Unsafe.SkipInit(out FewNumbers<Jet<TTangents>> few);
            return RunScalar(function, at, few[..at.Length], gradient);
        }
        var rented = ArrayPool<Jet<TTangents>>.Shared.Rent(at.Length);
        double value = RunScalar(function, at, rented.AsSpan(0, at.Length), gradient);
        ArrayPool<Jet<TTangents>>.Shared.Return(rented);
        return value;
    }

    /// <summary>The values and the Jacobian of a function: what a step of the Gauss–Newton method needs.</summary>
    /// <typeparam name="TFunction">The type of the function.</typeparam>
    /// <param name="function">The function of n variables and m outputs.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <param name="values">Receives the outputs, m numbers, at least one: its length is the number of outputs.</param>
    /// <param name="jacobian">Receives ∂fᵢ/∂xⱼ, m × n numbers, row after row.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="at"/> or <paramref name="values"/> is empty, or <paramref name="jacobian"/> is of another length.
    /// </exception>
    public static void ValuesAndJacobian<TFunction>(
        in TFunction function, ReadOnlySpan<double> at, Span<double> values, Span<double> jacobian)
        where TFunction : struct, IVectorFunction, allows ref struct
    {
        if (at.Length <= 2) ValuesAndJacobian<TFunction, Tangents2>(function, at, values, jacobian);
        else if (at.Length <= 4) ValuesAndJacobian<TFunction, Tangents4>(function, at, values, jacobian);
        else ValuesAndJacobian<TFunction, Tangents8>(function, at, values, jacobian);
    }

    /// <summary>The values and the Jacobian of a function, with as many variables in a pass as there are tangents.</summary>
    /// <typeparam name="TFunction">The type of the function.</typeparam>
    /// <typeparam name="TTangents">The tangents of a pass. The function may have more variables, or fewer.</typeparam>
    /// <inheritdoc cref="ValuesAndJacobian{TFunction}(in TFunction, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    public static void ValuesAndJacobian<TFunction, TTangents>(
        in TFunction function, ReadOnlySpan<double> at, Span<double> values, Span<double> jacobian)
        where TFunction : struct, IVectorFunction, allows ref struct
        where TTangents : unmanaged, ITangents<TTangents>
    {
        CheckPoint(at);
        if (values.IsEmpty) throw new ArgumentException("values must have room for at least 1 output, but was empty.", nameof(values));
        if (jacobian.Length != (long)values.Length * at.Length)
        {
            throw new ArgumentException(
                $"jacobian must have {values.Length} × {at.Length} numbers, but has {jacobian.Length}.", nameof(jacobian));
        }
        int total = at.Length + values.Length;
        if (total <= FewNumbers<Jet<TTangents>>.Length)
        {
            Unsafe.SkipInit(out FewNumbers<Jet<TTangents>> few);
            RunVector(function, at, few[..at.Length], few[at.Length..total], values, jacobian);
            return;
        }
        var rented = ArrayPool<Jet<TTangents>>.Shared.Rent(total);
        RunVector(function, at, rented.AsSpan(0, at.Length), rented.AsSpan(at.Length, values.Length), values, jacobian);
        ArrayPool<Jet<TTangents>>.Shared.Return(rented);
    }

    /// <summary>The value and the derivative along a vector, Σᵢ ∂f/∂xᵢ · vᵢ. The vector is not scaled to length 1.</summary>
    /// <typeparam name="TFunction">The type of the function.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="at">The point, n numbers, at least one.</param>
    /// <param name="v">The vector, n numbers.</param>
    /// <returns>The value at the point as <see cref="Dual{T}.Value"/>, the derivative as <see cref="Dual{T}.Tangent"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="at"/> is empty, or <paramref name="v"/> is of another length.</exception>
    public static Dual<double> DirectionalDerivative<TFunction>(in TFunction function, ReadOnlySpan<double> at, ReadOnlySpan<double> v)
        where TFunction : struct, IScalarFunction, allows ref struct
    {
        CheckPoint(at);
        if (v.Length != at.Length) throw WrongLength(nameof(v), at.Length, v.Length);
        if (at.Length <= FewNumbers<Dual<double>>.Length)
        {
            Unsafe.SkipInit(out FewNumbers<Dual<double>> few);
            return RunAlong(function, at, v, few[..at.Length]);
        }
        var rented = ArrayPool<Dual<double>>.Shared.Rent(at.Length);
        var y = RunAlong(function, at, v, rented.AsSpan(0, at.Length));
        ArrayPool<Dual<double>>.Shared.Return(rented);
        return y;
    }

    private static double RunScalar<TFunction, TTangents>(
        in TFunction function, ReadOnlySpan<double> at, Span<Jet<TTangents>> x, Span<double> gradient)
        where TFunction : struct, IScalarFunction, allows ref struct
        where TTangents : unmanaged, ITangents<TTangents>
    {
        int first = 0, end = Seed(x, at);
        while (true)
        {
            var y = function.Evaluate<Jet<TTangents>>(x);
            for (int i = first; i < end; i++) gradient[i] = TTangents.At(y.Tangents, i - first);
            if (end == x.Length) return y.Value;
            (first, end) = (end, SeedNext(x, first, end));
        }
    }

    private static void RunVector<TFunction, TTangents>(
        in TFunction function, ReadOnlySpan<double> at, Span<Jet<TTangents>> x, Span<Jet<TTangents>> y,
        Span<double> values, Span<double> jacobian)
        where TFunction : struct, IVectorFunction, allows ref struct
        where TTangents : unmanaged, ITangents<TTangents>
    {
        int first = 0, end = Seed(x, at);
        while (true)
        {
            y.Clear();
            function.Evaluate(x, y);
            for (int row = 0; row < y.Length; row++)
            {
                for (int i = first; i < end; i++) jacobian[row * x.Length + i] = TTangents.At(y[row].Tangents, i - first);
            }
            if (end == x.Length) break;
            (first, end) = (end, SeedNext(x, first, end));
        }
        for (int row = 0; row < y.Length; row++) values[row] = y[row].Value;
    }

    private static Dual<double> RunAlong<TFunction>(
        in TFunction function, ReadOnlySpan<double> at, ReadOnlySpan<double> v, Span<Dual<double>> x)
        where TFunction : struct, IScalarFunction, allows ref struct
    {
        for (int i = 0; i < x.Length; i++) x[i] = new Dual<double>(at[i], v[i]);
        return function.Evaluate<Dual<double>>(x);
    }

    /// <summary>Makes variables of the first numbers, as many as there are tangents, and constants of the others.</summary>
    /// <returns>The index after the last variable.</returns>
    private static int Seed<TTangents>(Span<Jet<TTangents>> x, ReadOnlySpan<double> at)
        where TTangents : unmanaged, ITangents<TTangents>
    {
        int end = Math.Min(TTangents.Count, x.Length);
        for (int i = 0; i < x.Length; i++) x[i] = i < end ? new Jet<TTangents>(at[i], TTangents.Unit(i)) : at[i];
        return end;
    }

    /// <summary>Makes constants of the variables from first to end, and variables of the numbers that follow.</summary>
    /// <returns>The index after the last variable.</returns>
    private static int SeedNext<TTangents>(Span<Jet<TTangents>> x, int first, int end)
        where TTangents : unmanaged, ITangents<TTangents>
    {
        for (int i = first; i < end; i++) x[i] = x[i].Value;
        int next = Math.Min(end + TTangents.Count, x.Length);
        for (int i = end; i < next; i++) x[i] = new Jet<TTangents>(x[i].Value, TTangents.Unit(i - end));
        return next;
    }

    private static void CheckPoint(ReadOnlySpan<double> at)
    {
        if (at.IsEmpty) throw new ArgumentException("at must have at least 1 number, but was empty.", nameof(at));
    }

    private static ArgumentException WrongLength(string name, int expected, int length) =>
        new($"{name} must have as many numbers as at, {expected}, but has {length}.", name);
}
